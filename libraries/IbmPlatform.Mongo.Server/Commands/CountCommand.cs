using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server.Connections;
using IbmPlatform.Mongo.Server.Query;
using IbmPlatform.Mongo.Server.Query.Execution;
using IbmPlatform.Mongo.Server.Query.Planning;

namespace IbmPlatform.Mongo.Server.Commands;

/// <summary><c>count</c>.</summary>
internal sealed class CountCommand : ICommand
{
    public IReadOnlyList<string> Names => ["count"];

    public Task<CommandReply> RunAsync(CommandContext context)
    {
        var name = context.CollectionName();
        var arguments = context.Arguments;
        var filter = Reading.Filter(arguments, "query");
        // A negative limit means its absolute value here.
        var limit = Math.Abs(arguments.Whole("limit") ?? 0);
        var skip = arguments.Whole("skip") ?? 0;
        if (skip < 0)
            throw CommandException.BadValue("BSON field 'skip' value must be >= 0");
        var hint = arguments.Value("hint");
        arguments.Accept("fields");
        arguments.RejectRest();
        var database = context.Database;
        if (database?.Catalogue.Find(name) is not { } collection)
            return Task.FromResult<CommandReply>(new BsonDocument("n", 0));
        var query = Reading.WithHint(new QuerySpec(filter, []), hint, collection);
        using var session = database.BeginRead();
        var all = filter is AndNode { Parts.Count: 0 }
            ? session.Connection.QueryLong($"SELECT count(*) FROM {collection.Table}")
            : Count(Planner.Plan(collection, query), new QueryContext(session.Connection, context.Deadline) { Session = session }, limit == 0 ? long.MaxValue : limit + skip);
        var counted = Math.Max(0, all - skip);
        counted = limit == 0 ? counted : Math.Min(limit, counted);
        return Task.FromResult<CommandReply>(new BsonDocument("n", counted <= int.MaxValue ? (BsonValue)(int)counted : counted));
    }

    private static long Count(DocumentSource source, QueryContext query, long most)
    {
        using var running = query.Enter();
        query.PutDown = source.Suspend;
        try
        {
            var count = 0L;
            while (count < most && source.TryNext(query, out _))
                count++;
            return count;
        }
        finally
        {
            source.Suspend();
        }
    }
}
