using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server.Connections;
using IbmPlatform.Mongo.Server.Users;

namespace IbmPlatform.Mongo.Server.Commands;

/// <summary><c>saslStart</c>: the first step of logging in, also as part of a hello.</summary>
internal sealed class SaslStartCommand : ICommand
{
    public IReadOnlyList<string> Names => ["saslStart"];

    public Task<CommandReply> RunAsync(CommandContext context)
    {
        var arguments = context.Arguments;
        var mechanism = arguments.Required("mechanism", arguments.Text("mechanism"));
        var payload = SaslPayload.Read(arguments.Required("payload", arguments.Value("payload")));
        var options = arguments.Document("options");
        // Older drivers say that they authorise automatically; there is no other way here.
        arguments.Accept("autoAuthorize", "db");
        arguments.RejectRest();
        return Task.FromResult<CommandReply>(Start(context, mechanism, payload, options, context.Request.Database));
    }

    public static BsonDocument Start(CommandContext context, string mechanism, string payload, BsonDocument? options, string database)
    {
        var session = context.Session;
        var skips = options?.Find("skipEmptyExchange")?.ToBoolean() == true;
        session.Exchange = ScramExchange.Start(mechanism, payload, database, context.State.Users, skips);
        session.LastConversation++;
        return SaslPayload.Reply(session.LastConversation, session.Exchange.ServerFirst, done: false);
    }
}
