using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Server.Users;

/// <summary>What is stored of a password for one hash function (RFC 5802 §3).</summary>
internal sealed record ScramCredential(int Iterations, byte[] Salt, byte[] StoredKey, byte[] ServerKey)
{
    public static ScramCredential From(BsonDocument stored) => new(
        stored["iterationCount"].ToInt32(), Bytes(stored, "salt"), Bytes(stored, "storedKey"), Bytes(stored, "serverKey"));

    public BsonDocument ToDocument() => new()
    {
        ["iterationCount"] = Iterations,
        ["salt"] = Convert.ToBase64String(Salt),
        ["storedKey"] = Convert.ToBase64String(StoredKey),
        ["serverKey"] = Convert.ToBase64String(ServerKey),
    };

    private static byte[] Bytes(BsonDocument stored, string name) => Convert.FromBase64String(stored[name].AsString);
}
