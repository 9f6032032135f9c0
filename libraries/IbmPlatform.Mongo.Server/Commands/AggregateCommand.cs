using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server.Aggregation.Expressions;
using IbmPlatform.Mongo.Server.Aggregation.Stages;
using IbmPlatform.Mongo.Server.Connections;
using IbmPlatform.Mongo.Server.Cursors;
using IbmPlatform.Mongo.Server.Query.Execution;

namespace IbmPlatform.Mongo.Server.Commands;

/// <summary><c>aggregate</c>.</summary>
internal sealed class AggregateCommand : ICommand
{
    public IReadOnlyList<string> Names => ["aggregate"];

    public async Task<CommandReply> RunAsync(CommandContext context)
    {
        var request = AggregateRequest.Parse(context);
        if (request.Explain)
            return Explain(context, request, run: false);
        if (request.Cursor is not { } cursor)
            throw CommandException.FailedToParse("The 'cursor' option is required, except for aggregate with the explain argument");

        var database = context.Database;
        var (ns, batchSize) = (context.Namespace(request.CursorName), Reading.BatchSize(cursor));
        if (request.Output is null)
            return Reading.FirstBatch(context, database, Results(context, request, request.Plan(database)), ns, batchSize, single: false);
        await PipelineOutput.WriteAsync(context, request.Output, database, () => Results(context, request, request.Plan(database))).ConfigureAwait(false);
        return Reading.Empty(ns);
    }

    /// <summary>The plan for what is asked of the collection, then the stages that its documents go through.</summary>
    public static BsonDocument Explain(CommandContext context, bool run) => Explain(context, AggregateRequest.Parse(context), run);

    private static PipelineResults Results(CommandContext context, AggregateRequest request, DocumentSource? source)
    {
        IEnumerable<BsonDocument>? given = request.Pipeline.Stages switch
        {
            [CollStatsStage wanted, ..] => [CollStatsCommand.Describe(context, request.Name!, wanted)],
            [CurrentOpStage wanted, ..] => CurrentOpCommand.Describe(context, wanted),
            [IndexStatsStage, ..] => IndexStats(context, request.Name!),
            _ => null,
        };
        return new PipelineResults(source, request.Pipeline.Stages, context.State.Clock.GetUtcNow(), request.Bindings, given);
    }

    private static BsonDocument[] IndexStats(CommandContext context, string name)
    {
        var since = context.State.Clock.GetUtcNow() - context.State.Clock.GetElapsedTime(context.State.Started);
        return context.Database?.Catalogue.Find(name) is not { } collection ? [] : [.. collection.Indexes.Select(index =>
        {
            var described = ListIndexesCommand.Describe(index);
            return new BsonDocument
            {
                ["name"] = index.Name,
                ["key"] = described["key"],
                ["host"] = Environment.MachineName,
                ["accesses"] = new BsonDocument { ["ops"] = collection.Uses.Of(index), ["since"] = since },
                ["spec"] = described,
            };
        })];
    }

    private static BsonDocument Explain(CommandContext context, AggregateRequest request, bool run)
    {
        var pipeline = request.Pipeline;
        if (pipeline.Stages is [CollStatsStage or IndexStatsStage or DocumentsStage, ..])
            throw CommandException.NotSupported($"explain of {pipeline.Specification[0].AsDocument[0].Name}");
        if (run && request.Output is not null)
            throw new CommandException(Operands.Location(51029), "explain of $out and $merge is for the verbosity queryPlanner only: to run them would write.");
        var source = request.Plan(context.Database);
        var filters = pipeline.Specification.Take(pipeline.Specification.Count - pipeline.Stages.Count)
            .Select(stage => stage.AsDocument[0]).Where(stage => stage.Name == "$match").Select(stage => stage.Value).ToList();
        var filter = filters.Count switch { 0 => [], 1 => filters[0].AsDocument, _ => new BsonDocument("$and", new BsonArray(filters)) };
        var reading = new BsonDocument("queryPlanner", ExplainCommand.Plan(context.Namespace(request.CursorName), filter, source));
        if (run)
            reading.Add("executionStats", source is null ? new BsonDocument("nReturned", 0) : Run(context, context.Database!, source, request));

        var reply = new BsonDocument("explainVersion", "1");
        if (pipeline.Stages.Count == 0)
        {
            foreach (var (field, value) in reading)
                reply.Add(field, value);
        }
        else
        {
            var stages = pipeline.Specification.Skip(pipeline.Specification.Count - pipeline.Stages.Count);
            reply.Add("stages", new BsonArray([new BsonDocument("$cursor", reading), .. stages]));
        }

        return reply.Add("serverInfo", ExplainCommand.ServerInfo());
    }

    // The stages decide how much of the collection is read, so they run too; what they read elsewhere is counted with it.
    private static BsonDocument Run(CommandContext context, Storage.Database database, DocumentSource source, AggregateRequest request)
    {
        using var session = database.BeginRead();
        var query = new QueryContext(session.Connection, context.Deadline) { Session = session };
        var started = context.State.Clock.GetTimestamp();
        using var running = query.Enter();
        var results = Results(context, request, source);
        query.PutDown = results.PutDown;
        try
        {
            while (results.TryNext(query, out _))
            {
            }
        }
        finally
        {
            results.Suspend();
        }

        return ExplainCommand.Statistics(context, query, started, results.ReadFromSource);
    }
}
