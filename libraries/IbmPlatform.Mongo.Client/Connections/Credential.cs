namespace IbmPlatform.Mongo.Client.Connections;

/// <summary>
/// Who to authenticate as. <paramref name="Mechanism"/> null lets the server choose among the SCRAM mechanisms;
/// <paramref name="User"/> null takes the name from the client's certificate (MONGODB-X509).
/// </summary>
internal sealed record Credential(string? User, string? Password, string Source, string? Mechanism)
{
    public const string X509 = "MONGODB-X509";

    /// <summary>Never shows the password.</summary>
    public override string ToString() => $"{User ?? "the certificate's subject"}@{Source}";
}
