using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server.Connections;

namespace IbmPlatform.Mongo.Server.Commands;

/// <summary><c>getParameter</c>, for the few parameters that there are.</summary>
internal sealed class GetParameterCommand : ICommand
{
    private static readonly BsonDocument Parameters = new()
    {
        ["featureCompatibilityVersion"] = new BsonDocument("version", "7.0"),
        ["authenticationMechanisms"] = new BsonArray(),
        ["authSchemaVersion"] = 5,
    };

    public IReadOnlyList<string> Names => ["getParameter"];

    public Task<CommandReply> RunAsync(CommandContext context)
    {
        var arguments = context.Arguments;
        var reply = new BsonDocument();
        var all = arguments.CommandValue is BsonString { Value: "*" };
        foreach (var (name, value) in Parameters)
        {
            if (arguments.Value(name) is not null || all)
                reply.Add(name, value);
        }

        arguments.Accept("allParameters");
        arguments.RejectRest();
        return Task.FromResult<CommandReply>(reply.Count > 0 ? reply : throw new CommandException(MongoErrorCodes.InvalidOptions, "no option found to get"));
    }
}
