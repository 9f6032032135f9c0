using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server.Connections;

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
        reply.Add("connectionId", context.ConnectionId);
        reply.Add("minWireVersion", 0);
        reply.Add("maxWireVersion", MaxWireVersion);
        reply.Add("readOnly", false);
        return Task.FromResult<CommandReply>(reply);
    }
}
