using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server.Connections;

namespace IbmPlatform.Mongo.Server.Commands;

/// <summary><c>killOp</c>: has a running command refused (11601, Interrupted) where it next looks at its time.</summary>
internal sealed class KillOpCommand : ICommand
{
    public IReadOnlyList<string> Names => ["killOp"];

    public Task<CommandReply> RunAsync(CommandContext context)
    {
        Administration.RequireAdmin(context);
        var id = context.Arguments.Whole("op") ?? throw new CommandException(MongoErrorCodes.NoSuchKey, "Did not provide \"op\" field");
        context.Arguments.RejectRest();
        foreach (var operation in RunningOperations.Seen(context, ownOnly: false).Where(operation => operation.OperationId == id))
            operation.Deadline.Kill();
        // Whether there was such a command is not told, as in MongoDB: it may have ended meanwhile.
        return Task.FromResult<CommandReply>(new BsonDocument("info", "attempting to kill op"));
    }
}
