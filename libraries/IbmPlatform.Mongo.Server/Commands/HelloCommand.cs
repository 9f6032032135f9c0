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
        // What a client says of itself needs no answer: no compressor and no mechanism is offered back.
        arguments.Accept("client", "helloOk", "compression", "hostInfo", "loadBalanced", "saslSupportedMechs", "speculativeAuthenticate", "internalClient");
        if (arguments.Value("topologyVersion") is not null || arguments.Value("maxAwaitTimeMS") is not null)
            throw CommandException.NotSupported("An awaitable hello (topologyVersion, maxAwaitTimeMS)");
        arguments.RejectRest();
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
