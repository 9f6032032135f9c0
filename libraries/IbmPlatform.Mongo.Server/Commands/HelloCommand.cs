using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Protocol.Wire;
using IbmPlatform.Mongo.Server.Connections;
using IbmPlatform.Mongo.Server.Users;

namespace IbmPlatform.Mongo.Server.Commands;

/// <summary><c>hello</c>: a standalone, writable, without sessions, for it has neither transactions nor retryable writes.</summary>
internal sealed class HelloCommand : ICommand
{
    public const int MaxWireVersion = 21;

    public IReadOnlyList<string> Names => ["hello", "isMaster", "ismaster"];

    public Task<CommandReply> RunAsync(CommandContext context)
    {
        var arguments = context.Arguments;
        // As in MongoDB, hello is the one command that takes fields it does not know: newer drivers offer more than older servers have,
        // and what is not offered back (compressors, mechanisms, back-pressure) is not used.
        if (arguments.Value("topologyVersion") is not null || arguments.Value("maxAwaitTimeMS") is not null)
            throw CommandException.NotSupported("An awaitable hello (topologyVersion, maxAwaitTimeMS)");
        var reply = new BsonDocument();
        if (context.Request.Name == "hello")
        {
            reply.Add("isWritablePrimary", true);
        }
        else
        {
            reply.Add("helloOk", true);
            reply.Add("ismaster", true);
        }

        reply.Add("maxBsonObjectSize", BsonLimits.MaxDocumentSize);
        reply.Add("maxMessageSizeBytes", BsonLimits.MaxMessageSize);
        reply.Add("maxWriteBatchSize", BsonLimits.MaxWriteBatchSize);
        reply.Add("localTime", context.State.Clock.GetUtcNow());
        reply.Add("connectionId", context.Session.Id);
        reply.Add("minWireVersion", 0);
        reply.Add("maxWireVersion", MaxWireVersion);
        reply.Add("readOnly", false);
        AddCompression(context, reply);
        AddAuthentication(context, reply);
        return Task.FromResult<CommandReply>(reply);
    }

    // Of the ways to pack messages that the client offers, those that it may use.
    private static void AddCompression(CommandContext context, BsonDocument reply)
    {
        if (context.Arguments.Value("compression") is not BsonArray offered)
            return;
        context.Session.HasAgreedOnZlib = offered.Contains(OpCompressed.Zlib);
        if (context.Session.HasAgreedOnZlib)
            reply.Add("compression", new BsonArray { OpCompressed.Zlib });
    }

    // What the user can log in by, and the first step of logging in, so that drivers need one exchange less.
    private static void AddAuthentication(CommandContext context, BsonDocument reply)
    {
        if (context.Arguments.Text("saslSupportedMechs") is { } id)
        {
            var known = context.State.Users.Find(id)?.Credentials.Keys ?? ScramHash.All.Select(hash => hash.Name);
            reply.Add("saslSupportedMechs", new BsonArray(known.Order(StringComparer.Ordinal).Select(name => (BsonValue)name)));
        }

        if (context.Arguments.Document("speculativeAuthenticate") is not { } start || !start.Contains("saslStart"))
            return;
        try
        {
            var payload = SaslPayload.Read(start.Find("payload") ?? BsonNull.Value);
            var (mechanism, database) = ((start.Find("mechanism") as BsonString)?.Value ?? "", (start.Find("db") as BsonString)?.Value ?? "admin");
            reply.Add("speculativeAuthenticate", SaslStartCommand.Start(context, mechanism, payload, start.Find("options") as BsonDocument, database));
        }
        catch (CommandException)
        {
            // A speculation that cannot begin is left out, as in MongoDB: the driver then asks by saslStart and hears why.
            context.Session.Exchange = null;
        }
    }
}
