using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server.Aggregation.Stages;
using IbmPlatform.Mongo.Server.Connections;
using IbmPlatform.Mongo.Server.Query;
using IbmPlatform.Mongo.Server.Users;

namespace IbmPlatform.Mongo.Server.Commands;

/// <summary><c>currentOp</c>: the commands that run now, those of the asking user or, for who may see them, of all.</summary>
internal sealed class CurrentOpCommand : ICommand
{
    public IReadOnlyList<string> Names => ["currentOp"];

    /// <summary>The same as <c>$currentOp</c> shows it.</summary>
    public static IEnumerable<BsonDocument> Describe(CommandContext context, CurrentOpStage wanted)
    {
        if (context.Request.Database != UserStore.Database)
            throw new CommandException(MongoErrorCodes.InvalidNamespace, "$currentOp must be run against the 'admin' database with {aggregate: 1}");
        if (wanted.AllUsers)
            Administration.Require(context, Access.Server, UserStore.Database);
        return [.. RunningOperations.Describe(context, !wanted.AllUsers)];
    }

    public Task<CommandReply> RunAsync(CommandContext context)
    {
        Administration.RequireAdmin(context);
        var arguments = context.Arguments;
        var ownOnly = arguments.Flag("$ownOps");
        // Connections that run nothing are not listed either way.
        arguments.Accept("$all");
        var conditions = new BsonDocument();
        foreach (var name in arguments.Rest().ToList())
            conditions.Add(name, arguments.Value(name)!);
        arguments.RejectRest();
        var filter = FilterParser.Parse(new RawBsonDocument(conditions.ToBytes()));
        return Task.FromResult<CommandReply>(new BsonDocument(
            "inprog", new BsonArray(RunningOperations.Describe(context, ownOnly).Where(operation => filter.Matches(operation.ToBytes())))));
    }
}
