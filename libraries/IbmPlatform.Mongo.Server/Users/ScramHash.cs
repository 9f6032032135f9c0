using System.Security.Cryptography;
using System.Text;
using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Protocol.Scram;

namespace IbmPlatform.Mongo.Server.Users;

/// <summary>The two hash functions of SCRAM (RFC 5802, RFC 7677) with the costs that MongoDB gives them.</summary>
internal sealed record ScramHash(string Name, HashAlgorithmName Algorithm, int Size, int Iterations, int SaltSize)
{
    public static ScramHash Sha1 { get; } = new("SCRAM-SHA-1", HashAlgorithmName.SHA1, 20, 10_000, 16);

    public static ScramHash Sha256 { get; } = new("SCRAM-SHA-256", HashAlgorithmName.SHA256, 32, 15_000, 28);

    public static IReadOnlyList<ScramHash> All { get; } = [Sha256, Sha1];

    public static ScramHash? Named(string name) => All.FirstOrDefault(hash => hash.Name == name);

    public byte[] Hmac(ReadOnlySpan<byte> key, string text) => CryptographicOperations.HmacData(Algorithm, key, Encoding.UTF8.GetBytes(text));

    public byte[] Digest(ReadOnlySpan<byte> bytes) => CryptographicOperations.HashData(Algorithm, bytes);

    /// <summary>Salts the password; only the two keys that a server needs are kept, and neither lets anybody log in.</summary>
    public ScramCredential Derive(string user, string password)
    {
        var salt = RandomNumberGenerator.GetBytes(SaltSize);
        var salted = Rfc2898DeriveBytes.Pbkdf2(Prepare(user, password), salt, Iterations, Algorithm, Size);
        return new ScramCredential(Iterations, salt, Digest(Hmac(salted, "Client Key")), Hmac(salted, "Server Key"));
    }

    private byte[] Prepare(string user, string password)
    {
        if (this == Sha1)
        {
#pragma warning disable CA5351 // MongoDB's SCRAM-SHA-1 hashes user and password with MD5 first; nothing rests on MD5's strength.
            return Encoding.UTF8.GetBytes(Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes($"{user}:mongo:{password}"))));
#pragma warning restore CA5351
        }

        try
        {
            return Encoding.UTF8.GetBytes(SaslPrep.Prepare(password));
        }
        catch (FormatException fault)
        {
            throw new CommandException(MongoErrorCodes.BadValue, $"The password cannot be used with SCRAM-SHA-256. {fault.Message} Choose another, or mechanisms: [\"SCRAM-SHA-1\"].", fault);
        }
    }
}
