using System.Text;
using IbmPlatform.Mongo.Client.Authentication;
using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Client.Tests;

/// <summary>The server's side of a SCRAM conversation, for one user.</summary>
internal sealed class ScramServer(string mechanism, string password)
{
    private const string Salt = "W22ZaJ0SNY7soEsUEjb6gQ==";
    private readonly ScramMechanism scram = mechanism == "SCRAM-SHA-1" ? ScramMechanism.Sha1 : ScramMechanism.Sha256;
    private string first = "";

    public bool SignsWrongly { get; init; }

    public Answer Handle(BsonDocument command) => command[0].Name switch
    {
        "saslStart" => Start(Payload(command)),
        "saslContinue" => Finish(Payload(command)),
        _ => Answer.Ok(),
    };

    private Answer Start(string clientFirst)
    {
        var bare = clientFirst["n,,".Length..];
        var serverFirst = $"r={bare[(bare.IndexOf("r=", StringComparison.Ordinal) + 2)..]}more,s={Salt},i=4096";
        first = $"{bare},{serverFirst}";
        return Reply(serverFirst, done: false);
    }

    private Answer Finish(string clientFinal)
    {
        var proofAt = clientFinal.LastIndexOf(",p=", StringComparison.Ordinal);
        var message = $"{first},{clientFinal[..proofAt]}";
        var salted = scram.Salt(scram.Prepare("user", password), Convert.FromBase64String(Salt), 4096);
        var clientKey = scram.Hmac(salted, "Client Key");
        var signature = scram.Hmac(scram.Digest(clientKey), message);
        var proof = Convert.FromBase64String(clientFinal[(proofAt + 3)..]);
        if (!proof.Zip(signature, (a, b) => (byte)(a ^ b)).SequenceEqual(clientKey))
            return Answer.Error(MongoErrorCodes.AuthenticationFailed, "Authentication failed.");
        var own = scram.Hmac(scram.Hmac(salted, "Server Key"), SignsWrongly ? message + "x" : message);
        return Reply("v=" + Convert.ToBase64String(own), done: true);
    }

    private static Answer Reply(string payload, bool done) => Answer.Ok(
        new BsonElement("conversationId", 1), new BsonElement("payload", Encoding.UTF8.GetBytes(payload)), new BsonElement("done", done));

    private static string Payload(BsonDocument command) => Encoding.UTF8.GetString(((BsonBinary)command["payload"]).Bytes.Span);
}
