using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server.Aggregation;
using IbmPlatform.Mongo.Server.Aggregation.Expressions;
using IbmPlatform.Mongo.Server.Aggregation.Stages;
using IbmPlatform.Mongo.Server.Query.Execution;
using IbmPlatform.Mongo.Server.Query.Planning;

namespace IbmPlatform.Mongo.Server.Commands;

/// <summary>An <c>aggregate</c> as it was asked for.</summary>
/// <param name="Name">The collection; null for a pipeline that brings its own documents (<c>aggregate: 1</c>).</param>
internal sealed record AggregateRequest(string? Name, Pipeline Pipeline, BsonValue? Hint, BsonDocument? Cursor, bool Explain, Bindings Bindings)
{
    /// <summary>The stage that says where the documents are written to; null where they are answered.</summary>
    public OutputStage? Output => Pipeline.Stages is [.., OutputStage output] ? output : null;

    /// <summary>The name that its cursor has beside the database's.</summary>
    public string CursorName => Name ?? "$cmd.aggregate";

    public static AggregateRequest Parse(CommandContext context)
    {
        var arguments = context.Arguments;
        var name = NameOf(context);
        var bindings = Reading.Bindings(context);
        var pipeline = Pipeline.Parse(arguments.Required("pipeline", arguments.Array("pipeline")), ofCommand: true).Bind(bindings);
        if (name is null != pipeline.Stages is [DocumentsStage or CurrentOpStage, ..])
        {
            throw new CommandException(MongoErrorCodes.InvalidNamespace, name is null
                ? "{aggregate: 1} is only valid for a pipeline that begins with $documents or $currentOp; for any other a collection is required."
                : "$documents and $currentOp bring documents of their own: they are only valid in a pipeline of {aggregate: 1}.");
        }

        var request = new AggregateRequest(name, pipeline, arguments.Value("hint"), arguments.Document("cursor"), arguments.Flag("explain"), bindings);
        arguments.Refuse("exchange", "collectionUUID");
        // Nothing is validated, and no disk is used for sorting.
        arguments.Accept("allowDiskUse", "bypassDocumentValidation", "isMapReduceCommand");
        arguments.RejectRest();
        return request;
    }

    /// <summary>How what is asked of the collection is read; null where there is nothing to read.</summary>
    public DocumentSource? Plan(Storage.Database? database) =>
        Name is not null && Pipeline.Stages is not [CollStatsStage or IndexStatsStage, ..] && database?.Catalogue.Find(Name) is { } collection
            ? Planner.Plan(collection, Reading.WithHint(Pipeline.Query, Hint, collection))
            : null;

    private static string? NameOf(CommandContext context)
    {
        if (context.Arguments.CommandValue is not { IsNumber: true } number)
            return context.CollectionName();
        return number.ToDouble() == 1
            ? null
            : throw CommandException.FailedToParse($"Invalid command format: the 'aggregate' field must specify a collection name or 1, not {number}");
    }
}
