using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server.Connections;
using IbmPlatform.Mongo.Server.Users;

namespace IbmPlatform.Mongo.Server.Commands;

/// <summary><c>saslContinue</c>: the client's proof, then the server's; a conversation that fails is over.</summary>
internal sealed class SaslContinueCommand : ICommand
{
    public IReadOnlyList<string> Names => ["saslContinue"];

    public Task<CommandReply> RunAsync(CommandContext context)
    {
        var arguments = context.Arguments;
        var session = context.Session;
        var conversation = arguments.Whole("conversationId");
        var payload = SaslPayload.Read(arguments.Required("payload", arguments.Value("payload")));
        arguments.RejectRest();
        if (session.Exchange is not { } exchange || conversation != session.LastConversation)
            throw new CommandException(MongoErrorCodes.ProtocolError, "No SASL session state found");

        session.Exchange = null;
        if (exchange.IsProved)
            return Done(context, exchange, "");
        var signature = exchange.Finish(payload);
        if (exchange.SkipsEmptyExchange)
            return Done(context, exchange, signature);
        session.Exchange = exchange;
        return Task.FromResult<CommandReply>(SaslPayload.Reply(session.LastConversation, signature, done: false));
    }

    private static Task<CommandReply> Done(CommandContext context, ScramExchange exchange, string payload)
    {
        context.Session.LogIn(context.State.Users.Find(User.IdOf(exchange.Database, exchange.UserName)) ?? throw ScramExchange.Failed());
        return Task.FromResult<CommandReply>(SaslPayload.Reply(context.Session.LastConversation, payload, done: true));
    }
}
