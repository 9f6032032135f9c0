namespace IbmPlatform.Mongo.Client.Connections;

/// <summary>Who to authenticate as. <paramref name="Mechanism"/> null lets the server choose among the SCRAM mechanisms.</summary>
internal sealed record Credential(string User, string Password, string Source, string? Mechanism)
{
    /// <summary>Never shows the password.</summary>
    public override string ToString() => $"{User}@{Source}";
}
