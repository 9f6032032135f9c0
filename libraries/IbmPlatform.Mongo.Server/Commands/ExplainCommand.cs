using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server.Connections;
using IbmPlatform.Mongo.Server.Query;
using IbmPlatform.Mongo.Server.Query.Execution;
using IbmPlatform.Mongo.Server.Query.Planning;
using IbmPlatform.Mongo.Server.Users;

namespace IbmPlatform.Mongo.Server.Commands;

/// <summary><c>explain</c> of find, count, distinct and aggregate: the plan, and what running it examined.</summary>
internal sealed class ExplainCommand : ICommand
{
    public IReadOnlyList<string> Names => ["explain"];

    public Task<CommandReply> RunAsync(CommandContext context)
    {
        var explained = context.Arguments.CommandValue as BsonDocument ?? throw CommandException.TypeMismatch("explain takes a command");
        var verbosity = context.Arguments.Text("verbosity") ?? "allPlansExecution";
        if (verbosity is not ("queryPlanner" or "executionStats" or "allPlansExecution"))
            throw CommandException.BadValue($"verbosity must be queryPlanner, executionStats or allPlansExecution, not '{verbosity}'");
        context.Arguments.RejectRest();

        var inner = explained[0].Name;
        var body = new RawBsonDocument(explained.Clone().ToBytes());
        var request = new CommandRequest(inner, context.Request.Database, body, []);
        var command = new CommandContext(request, context.Session, context.State, context.Deadline);
        if (inner == "aggregate")
            return Task.FromResult<CommandReply>(AggregateCommand.Explain(command, run: verbosity != "queryPlanner"));
        var name = command.CollectionName();
        var writes = inner is "update" or "delete" or "findAndModify" or "findandmodify";
        if (writes)
            Administration.Require(context, Access.Write, context.Request.Database);
        var query = inner switch
        {
            "find" => FindCommand.Parse(command, name).Query,
            "count" or "distinct" => Reading.WithHint(
                new QuerySpec(Reading.Filter(command.Arguments, "query"), []), command.Arguments.Value("hint"), context.Database?.Catalogue.Find(name)),
            "update" or "delete" or "findAndModify" or "findandmodify" => ExplainedWrite.Query(command, context.Database?.Catalogue.Find(name)),
            _ => throw CommandException.NotSupported($"explain of {inner}"),
        };

        command.Arguments.Accept("batchSize", "singleBatch", "noCursorTimeout", "key", "limit", "skip", "fields");
        command.Arguments.RejectRest();
        var reply = Explain(context, command, name, query, verbosity != "queryPlanner");
        return Task.FromResult<CommandReply>(writes ? ExplainedWrite.AsWrite(reply, command) : reply);
    }

    private static BsonDocument Explain(CommandContext context, CommandContext command, string name, QuerySpec query, bool run)
    {
        var database = context.Database;
        var collection = database?.Catalogue.Find(name);
        var source = collection is null ? null : Planner.Plan(collection, query);
        var filter = command.Arguments.Document("filter") ?? command.Arguments.Document("query") ?? ExplainedWrite.Filter(command) ?? [];
        var reply = new BsonDocument
        {
            ["explainVersion"] = "1",
            ["queryPlanner"] = Plan(context.Namespace(name), filter, source),
        };
        if (run)
            reply.Add("executionStats", source is null ? new BsonDocument("nReturned", 0) : Run(context, database!, source, query.SortLimit ?? int.MaxValue));
        return reply.Add("serverInfo", ServerInfo());
    }

    public static BsonDocument Plan(string ns, BsonDocument filter, DocumentSource? source) => new()
    {
        ["namespace"] = ns,
        ["parsedQuery"] = filter.Clone(),
        ["winningPlan"] = source?.Explain() ?? new BsonDocument("stage", "EOF"),
        ["rejectedPlans"] = new BsonArray(),
    };

    public static BsonDocument Statistics(CommandContext context, QueryContext query, long started, long returned) => new()
    {
        ["executionSuccess"] = true,
        ["nReturned"] = Count(returned),
        ["executionTimeMillis"] = (int)context.State.Clock.GetElapsedTime(started).TotalMilliseconds,
        ["totalKeysExamined"] = Count(query.KeysExamined),
        ["totalDocsExamined"] = Count(query.DocumentsExamined),
    };

    // As MongoDB counts: an int32 for as long as it can hold it, which a shell shows as a plain number.
    private static BsonValue Count(long count) => count <= int.MaxValue ? new BsonInt32((int)count) : new BsonInt64(count);

    public static BsonDocument ServerInfo() => new() { ["version"] = BuildInfoCommand.Version, ["gitVersion"] = "IbmPlatform.Mongo.Server" };

    private static BsonDocument Run(CommandContext context, Storage.Database database, DocumentSource source, int most)
    {
        using var session = database.BeginRead();
        var query = new QueryContext(session.Connection, context.Deadline) { Session = session, PutDown = source.Suspend };
        var started = context.State.Clock.GetTimestamp();
        var returned = 0;
        using var running = query.Enter();
        try
        {
            while (returned < most && source.TryNext(query, out _))
                returned++;
        }
        finally
        {
            source.Suspend();
        }

        return Statistics(context, query, started, returned);
    }
}
