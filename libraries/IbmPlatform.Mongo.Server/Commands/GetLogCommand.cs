using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server.Connections;

namespace IbmPlatform.Mongo.Server.Commands;

/// <summary><c>getLog</c>: the server keeps no log in memory; mongosh asks for the start-up warnings.</summary>
internal sealed class GetLogCommand : ICommand
{
    public IReadOnlyList<string> Names => ["getLog"];

    public Task<CommandReply> RunAsync(CommandContext context)
    {
        context.Arguments.RejectRest();
        if (context.Arguments.CommandValue is BsonString { Value: "*" })
            return Task.FromResult<CommandReply>(new BsonDocument("names", new BsonArray { "global", "startupWarnings" }));
        if (context.Arguments.CommandValue is not BsonString { Value: "global" or "startupWarnings" })
            throw new CommandException(ServerErrorCodes.OperationFailed, $"No log named '{context.Arguments.CommandValue}'");
        return Task.FromResult<CommandReply>(new BsonDocument { ["totalLinesWritten"] = 0, ["log"] = new BsonArray() });
    }
}
