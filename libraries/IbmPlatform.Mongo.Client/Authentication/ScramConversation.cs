using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using IbmPlatform.Mongo.Client.Commands;
using IbmPlatform.Mongo.Client.Connections;
using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Client.Authentication;

/// <summary>One SCRAM conversation (RFC 5802 §3). Both sides prove that they know the password; it is never sent.</summary>
internal sealed class ScramConversation(ScramMechanism mechanism, Credential credential, string nonce)
{
    /// <summary>A server asking for more would make the client compute for minutes.</summary>
    private const int MostIterations = 10_000_000;

    private byte[] expectedSignature = [];

    private string ClientFirstBare => $"n={credential.User!.Replace("=", "=3D", StringComparison.Ordinal).Replace(",", "=2C", StringComparison.Ordinal)},r={nonce}";

    public static async ValueTask AuthenticateAsync(Connection connection, Credential credential, CancellationToken cancellationToken)
    {
        var mechanism = ScramMechanism.Choose(credential.Mechanism, connection.Hello.SaslMechanisms);
        var nonce = Convert.ToBase64String(RandomNumberGenerator.GetBytes(24));
        await new ScramConversation(mechanism, credential, nonce).RunAsync(connection, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Answers the server's first message with the client's proof.</summary>
    public string ClientFinal(string serverFirst)
    {
        var fields = Fields(serverFirst);
        if (!fields.TryGetValue('r', out var serverNonce) || !serverNonce.StartsWith(nonce, StringComparison.Ordinal) || serverNonce.Length == nonce.Length)
            throw Distrust("it answered with a nonce that does not continue the client's");
        if (!int.TryParse(fields.GetValueOrDefault('i'), NumberStyles.None, CultureInfo.InvariantCulture, out var iterations)
            || iterations < mechanism.LeastIterations || iterations > MostIterations)
            throw Distrust($"it asked for '{fields.GetValueOrDefault('i')}' iterations, outside {mechanism.LeastIterations} to {MostIterations}");
        var password = mechanism.Prepare(credential.User!, credential.Password!);
        var salted = mechanism.Salt(password, Base64(fields.GetValueOrDefault('s', "")), iterations);
        var clientKey = mechanism.Hmac(salted, "Client Key");
        var withoutProof = $"c=biws,r={serverNonce}";
        var message = $"{ClientFirstBare},{serverFirst},{withoutProof}";
        var signature = mechanism.Hmac(mechanism.Digest(clientKey), message);
        expectedSignature = mechanism.Hmac(mechanism.Hmac(salted, "Server Key"), message);
        for (var i = 0; i < clientKey.Length; i++)
            clientKey[i] ^= signature[i];
        return $"{withoutProof},p={Convert.ToBase64String(clientKey)}";
    }

    /// <summary>Checks that the server knows the password's key as well.</summary>
    public void VerifyServerFinal(string serverFinal)
    {
        var fields = Fields(serverFinal);
        if (fields.TryGetValue('e', out var error))
            throw new MongoAuthenticationException($"Authentication of {credential} failed: {error}.");
        if (!CryptographicOperations.FixedTimeEquals(Base64(fields.GetValueOrDefault('v', "")), expectedSignature))
            throw Distrust("its signature is wrong: it does not know this user's password");
    }

    private async ValueTask RunAsync(Connection connection, CancellationToken cancellationToken)
    {
        var start = new BsonDocument
        {
            ["saslStart"] = 1,
            ["mechanism"] = mechanism.Name,
            ["payload"] = Encoding.UTF8.GetBytes("n,," + ClientFirstBare),
            ["options"] = new BsonDocument("skipEmptyExchange", true),
        };
        var reply = await SendAsync(connection, start, cancellationToken).ConfigureAwait(false);
        var id = reply.Find("conversationId") ?? throw Distrust("it did not number the conversation");
        reply = await SendAsync(connection, Continue(id, ClientFinal(Payload(reply))), cancellationToken).ConfigureAwait(false);
        VerifyServerFinal(Payload(reply));
        // A server older than skipEmptyExchange wants one more, empty, exchange.
        if (reply.Find("done")?.ToBoolean() != true)
            reply = await SendAsync(connection, Continue(id, ""), cancellationToken).ConfigureAwait(false);
        if (reply.Find("done")?.ToBoolean() != true)
            throw Distrust("it did not end the conversation");
    }

    private async ValueTask<BsonDocument> SendAsync(Connection connection, BsonDocument command, CancellationToken cancellationToken)
    {
        var reply = await connection.SendAsync(credential.Source, command, Timeout.InfiniteTimeSpan, cancellationToken).ConfigureAwait(false);
        if (reply.Find("ok")?.ToBoolean() == true)
            return reply;
        var fault = ServerErrors.FromReply(reply);
        throw new MongoAuthenticationException(
            $"{connection.Address} refused {credential} by {mechanism.Name}: {fault.Message} Check user, password and authSource.", fault);
    }

    private static BsonDocument Continue(BsonValue id, string payload) => new()
    {
        ["saslContinue"] = 1,
        ["conversationId"] = id,
        ["payload"] = Encoding.UTF8.GetBytes(payload),
    };

    private static string Payload(BsonDocument reply) => reply.Find("payload") is BsonBinary payload ? Encoding.UTF8.GetString(payload.Bytes.Span) : "";

    private static Dictionary<char, string> Fields(string message) => message.Split(',')
        .Where(f => f.Length >= 2 && f[1] == '=')
        .GroupBy(f => f[0]).ToDictionary(g => g.Key, g => g.First()[2..]);

    private static byte[] Base64(string text)
    {
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var count) ? bytes[..count] : throw Distrust("it sent malformed base64");
    }

    private static MongoAuthenticationException Distrust(string why) => new($"The server cannot be trusted: {why}. The connection was closed.");
}
