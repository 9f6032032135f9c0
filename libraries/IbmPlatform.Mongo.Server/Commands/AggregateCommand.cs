using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server.Aggregation;
using IbmPlatform.Mongo.Server.Connections;
using IbmPlatform.Mongo.Server.Cursors;
using IbmPlatform.Mongo.Server.Query.Planning;

namespace IbmPlatform.Mongo.Server.Commands;

/// <summary><c>aggregate</c> on a collection.</summary>
internal sealed class AggregateCommand : ICommand
{
    public IReadOnlyList<string> Names => ["aggregate"];

    public Task<CommandReply> RunAsync(CommandContext context)
    {
        var arguments = context.Arguments;
        if (arguments.CommandValue.IsNumber)
            throw CommandException.NotSupported("An aggregation of a database (aggregate: 1)");
        var name = context.CollectionName();
        var pipeline = Pipeline.Parse(arguments.Required("pipeline", arguments.Array("pipeline")));
        var cursor = arguments.Document("cursor");
        var hint = arguments.Value("hint");
        arguments.Refuse("let", "explain", "exchange", "collectionUUID");
        // Nothing is written, and no disk is used for sorting.
        arguments.Accept("allowDiskUse", "bypassDocumentValidation", "isMapReduceCommand");
        arguments.RejectRest();
        if (cursor is null)
            throw CommandException.FailedToParse("The 'cursor' option is required, except for aggregate with the explain argument");

        var database = context.Database;
        if (database?.Catalogue.Find(name) is not { } collection)
            return Task.FromResult(Over(context, name, pipeline, Reading.BatchSize(cursor)));
        var source = Planner.Plan(collection, Reading.WithHint(pipeline.Query, hint, collection));
        var results = new PipelineResults(source, database, pipeline.Stages, context.State.Clock.GetUtcNow());
        return Task.FromResult(Reading.FirstBatch(context, database, results, context.Namespace(name), Reading.BatchSize(cursor), single: false));
    }

    // A collection that is not there is an empty one; a pipeline of nothing is nothing.
    private static CommandReply Over(CommandContext context, string name, Pipeline pipeline, int? batchSize)
    {
        var results = new PipelineResults(null, null, pipeline.Stages, context.State.Clock.GetUtcNow());
        return CommandReply.FirstBatch(
            Batch.Read(results, new Query.Execution.QueryContext(null, context.Deadline), Math.Max(1, batchSize ?? 1)), 0, context.Namespace(name));
    }
}
