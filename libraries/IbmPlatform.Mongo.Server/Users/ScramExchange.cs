using System.Security.Cryptography;
using System.Text;
using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Server.Users;

/// <summary>The server's side of one SCRAM conversation (RFC 5802 §3). It learns no password, and proves that it knows the user's key.</summary>
internal sealed class ScramExchange
{
    // Whoever asks for users that do not exist gets salts that look like any other and stay the same.
    private static readonly byte[] DecoyKey = RandomNumberGenerator.GetBytes(32);

    private readonly ScramHash hash;
    private readonly ScramCredential credential;
    private readonly bool userExists;
    private readonly string nonce;
    private readonly string channelBinding;
    private readonly string soFar;

    private ScramExchange(ScramHash hash, User? user, string database, ClientFirst first, bool skipsEmptyExchange)
    {
        this.hash = hash;
        Database = database;
        UserName = first.User;
        SkipsEmptyExchange = skipsEmptyExchange;
        userExists = user is not null;
        credential = user?.Credentials[hash.Name] ?? Decoy(hash, first.User);
        nonce = first.Nonce + Convert.ToBase64String(RandomNumberGenerator.GetBytes(24));
        channelBinding = Convert.ToBase64String(Encoding.UTF8.GetBytes(first.Header));
        ServerFirst = $"r={nonce},s={Convert.ToBase64String(credential.Salt)},i={credential.Iterations}";
        soFar = $"{first.Bare},{ServerFirst}";
    }

    public string Database { get; }

    public string UserName { get; }

    /// <summary>The first answer: nonce, salt and cost.</summary>
    public string ServerFirst { get; }

    /// <summary>True when the client wants no empty exchange at the end.</summary>
    public bool SkipsEmptyExchange { get; }

    /// <summary>True once the client has proved itself.</summary>
    public bool IsProved { get; private set; }

    /// <exception cref="CommandException">The message is malformed, or the user has no such credential.</exception>
    public static ScramExchange Start(string mechanism, string payload, string database, UserStore users, bool skipsEmptyExchange)
    {
        var hash = ScramHash.Named(mechanism)
            ?? throw new CommandException(ServerErrorCodes.MechanismUnavailable, $"Received authentication for mechanism {mechanism} which is unknown or not enabled");
        var first = ClientFirst.Parse(payload);
        var user = users.Find(User.IdOf(database, first.User));
        if (user?.Credentials.ContainsKey(hash.Name) == false)
            throw new CommandException(ServerErrorCodes.MechanismUnavailable, $"Unable to use {mechanism} based authentication for user without any stored {mechanism} credentials");
        return new ScramExchange(hash, user, database, first, skipsEmptyExchange);
    }

    /// <summary>Checks the client's proof and gives the server's.</summary>
    /// <exception cref="CommandException">The proof does not fit the stored key; which part failed is not told.</exception>
    public string Finish(string clientFinal)
    {
        var proofAt = clientFinal.LastIndexOf(",p=", StringComparison.Ordinal);
        var withoutProof = proofAt < 0 ? "" : clientFinal[..proofAt];
        if (withoutProof != $"c={channelBinding},r={nonce}")
            throw Failed();
        var proof = new byte[hash.Size];
        if (!Convert.TryFromBase64String(clientFinal[(proofAt + 3)..], proof, out var length) || length != hash.Size)
            throw Failed();

        var message = $"{soFar},{withoutProof}";
        var signature = hash.Hmac(credential.StoredKey, message);
        for (var i = 0; i < proof.Length; i++)
            proof[i] ^= signature[i];
        if (!CryptographicOperations.FixedTimeEquals(hash.Digest(proof), credential.StoredKey) || !userExists)
            throw Failed();
        IsProved = true;
        return $"v={Convert.ToBase64String(hash.Hmac(credential.ServerKey, message))}";
    }

    public static CommandException Failed() => new(MongoErrorCodes.AuthenticationFailed, "Authentication failed.");

    private static ScramCredential Decoy(ScramHash hash, string user) => new(
        hash.Iterations, HMACSHA256.HashData(DecoyKey, Encoding.UTF8.GetBytes(user))[..hash.SaltSize], new byte[hash.Size], new byte[hash.Size]);

    /// <summary>The client's first message: <c>n,,n=user,r=nonce</c> (RFC 5802 §7).</summary>
    private sealed record ClientFirst(string Header, string Bare, string User, string Nonce)
    {
        public static ClientFirst Parse(string payload)
        {
            // gs2-cbind-flag "," [authzid] ",": channel binding needs TLS, and nobody acts for another.
            if (payload is not ['n' or 'y', ',', ',', ..] || payload[3..].Split(',') is not [['n', '=', .. var name], ['r', '=', .. { Length: > 0 } nonce]])
                throw new CommandException(MongoErrorCodes.BadValue, "The SCRAM client's first message is not of the form n,,n=<user>,r=<nonce>.");
            var user = name.Replace("=2C", ",", StringComparison.Ordinal).Replace("=3D", "=", StringComparison.Ordinal);
            return new ClientFirst(payload[..3], payload[3..], user, nonce);
        }
    }
}
