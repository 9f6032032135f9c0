using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server.Aggregation;
using IbmPlatform.Mongo.Server.Aggregation.Stages;
using IbmPlatform.Mongo.Server.Connections;
using IbmPlatform.Mongo.Server.Cursors;
using IbmPlatform.Mongo.Server.Query.Execution;
using IbmPlatform.Mongo.Server.Query.Planning;

namespace IbmPlatform.Mongo.Server.Commands;

/// <summary><c>aggregate</c> on a collection.</summary>
internal sealed class AggregateCommand : ICommand
{
    public IReadOnlyList<string> Names => ["aggregate"];

    public Task<CommandReply> RunAsync(CommandContext context)
    {
        var (name, pipeline, hint, cursor, explain) = Parse(context);
        if (explain)
            return Task.FromResult<CommandReply>(Explain(context, name, pipeline, hint, run: false));
        if (cursor is null)
            throw CommandException.FailedToParse("The 'cursor' option is required, except for aggregate with the explain argument");

        var database = context.Database;
        if (pipeline.Stages is [CollStatsStage wanted, ..])
        {
            var described = new PipelineResults(null, pipeline.Stages, context.State.Clock.GetUtcNow(), CollStatsCommand.Describe(context, name, wanted));
            return Task.FromResult(Reading.FirstBatch(context, database, described, context.Namespace(name), Reading.BatchSize(cursor), single: false));
        }

        var source = Plan(database, name, pipeline, hint);
        var results = new PipelineResults(source, pipeline.Stages, context.State.Clock.GetUtcNow());
        return Task.FromResult(Reading.FirstBatch(context, database, results, context.Namespace(name), Reading.BatchSize(cursor), single: false));
    }

    /// <summary>The plan for what is asked of the collection, then the stages that its documents go through.</summary>
    public static BsonDocument Explain(CommandContext context, bool run)
    {
        var (name, pipeline, hint, _, _) = Parse(context);
        return Explain(context, name, pipeline, hint, run);
    }

    private static BsonDocument Explain(CommandContext context, string name, Pipeline pipeline, BsonValue? hint, bool run)
    {
        if (pipeline.Stages is [CollStatsStage, ..])
            throw CommandException.NotSupported("explain of $collStats");
        var source = Plan(context.Database, name, pipeline, hint);
        var filters = pipeline.Specification.Take(pipeline.Specification.Count - pipeline.Stages.Count)
            .Select(stage => stage.AsDocument[0]).Where(stage => stage.Name == "$match").Select(stage => stage.Value).ToList();
        var filter = filters.Count switch { 0 => [], 1 => filters[0].AsDocument, _ => new BsonDocument("$and", new BsonArray(filters)) };
        var reading = new BsonDocument("queryPlanner", ExplainCommand.Plan(context.Namespace(name), filter, source));
        if (run)
            reading.Add("executionStats", source is null ? new BsonDocument("nReturned", 0) : Run(context, context.Database!, source, pipeline));

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
    private static BsonDocument Run(CommandContext context, Storage.Database database, DocumentSource source, Pipeline pipeline)
    {
        using var session = database.BeginRead();
        var query = new QueryContext(session.Connection, context.Deadline, session.Catalogue);
        var started = context.State.Clock.GetTimestamp();
        using var running = query.Enter();
        var results = new PipelineResults(source, pipeline.Stages, context.State.Clock.GetUtcNow());
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

    private static (string Name, Pipeline Pipeline, BsonValue? Hint, BsonDocument? Cursor, bool Explain) Parse(CommandContext context)
    {
        var arguments = context.Arguments;
        if (arguments.CommandValue.IsNumber)
            throw CommandException.NotSupported("An aggregation of a database (aggregate: 1)");
        var name = context.CollectionName();
        var pipeline = Pipeline.Parse(arguments.Required("pipeline", arguments.Array("pipeline")), ofCommand: true);
        var (cursor, hint, explain) = (arguments.Document("cursor"), arguments.Value("hint"), arguments.Flag("explain"));
        arguments.Refuse("let", "exchange", "collectionUUID");
        // Nothing is written, and no disk is used for sorting.
        arguments.Accept("allowDiskUse", "bypassDocumentValidation", "isMapReduceCommand");
        arguments.RejectRest();
        return (name, pipeline, hint, cursor, explain);
    }

    // A collection that is not there is an empty one: null.
    private static DocumentSource? Plan(Storage.Database? database, string name, Pipeline pipeline, BsonValue? hint) =>
        database?.Catalogue.Find(name) is { } collection ? Planner.Plan(collection, Reading.WithHint(pipeline.Query, hint, collection)) : null;
}
