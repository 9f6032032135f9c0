using System.Security.Cryptography;
using System.Text;
using IbmPlatform.Mongo.Protocol.Scram;

namespace IbmPlatform.Mongo.Client.Authentication;

/// <summary>The two hash functions of SCRAM (RFC 5802, RFC 7677) as MongoDB uses them.</summary>
internal sealed record ScramMechanism(string Name, HashAlgorithmName Hash, int Size, int LeastIterations)
{
    public static ScramMechanism Sha1 { get; } = new("SCRAM-SHA-1", HashAlgorithmName.SHA1, 20, 4096);

    public static ScramMechanism Sha256 { get; } = new("SCRAM-SHA-256", HashAlgorithmName.SHA256, 32, 4096);

    /// <summary>SHA-256 where the server has it for the user, SHA-1 where it does not say.</summary>
    public static ScramMechanism Choose(string? asked, IEnumerable<string> offered) => asked switch
    {
        "SCRAM-SHA-256" => Sha256,
        "SCRAM-SHA-1" => Sha1,
        _ => offered.Contains(Sha256.Name) ? Sha256 : Sha1,
    };

    /// <summary>The password in the form that is hashed.</summary>
    public byte[] Prepare(string user, string password)
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
            throw new MongoConfigurationException($"The password cannot be used with SCRAM-SHA-256. {fault.Message} Choose another password, or authMechanism=SCRAM-SHA-1.", fault);
        }
    }

    public byte[] Hmac(byte[] key, string text) => Hmac(key, Encoding.UTF8.GetBytes(text));

    public byte[] Hmac(byte[] key, byte[] bytes) => CryptographicOperations.HmacData(Hash, key, bytes);

    public byte[] Digest(byte[] bytes) => CryptographicOperations.HashData(Hash, bytes);

    public byte[] Salt(byte[] password, byte[] salt, int iterations) => Rfc2898DeriveBytes.Pbkdf2(password, salt, iterations, Hash, Size);
}
