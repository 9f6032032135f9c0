using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Client.Commands;

/// <summary>A pipeline over a collection, or over the whole database where there is none.</summary>
internal sealed class AggregateCommand : Command
{
    private readonly IReadOnlyList<BsonDocument> pipeline;
    private readonly AggregateOptions? options;

    public AggregateCommand(string database, string? collection, IReadOnlyList<BsonDocument> pipeline, AggregateOptions? options)
        : base(database, "aggregate", collection, WritesOut(pipeline) ? CommandKind.Write : CommandKind.Read)
    {
        (this.pipeline, this.options) = (pipeline, options);
        MaxTime = options?.MaxTime;
        TimeoutMode = options?.TimeoutMode;
        if (IsTimedByIteration && IsWrite)
            throw new ArgumentException("TimeoutMode Iteration does not go with $out or $merge, which give no documents to read.", nameof(options));
    }

    public override bool TakesReadConcern => true;

    public override void WriteFields(BsonWriter writer)
    {
        if (Collection is null)
            writer.WriteInt32("aggregate", 1);
        else
            writer.WriteString("aggregate", Collection);
        writer.StartArray("pipeline");
        foreach (var stage in pipeline)
            writer.WriteValue("", stage);
        writer.End();
        writer.StartDocument("cursor");
        // Of a pipeline that writes the server would run nothing before a first batch is asked for (CRUD specification).
        if (options?.BatchSize is { } batchSize && !(IsWrite && batchSize == 0))
            writer.WriteInt32("batchSize", batchSize);
        writer.End();
        if (options?.Hint is { } hint)
            writer.WriteValue("hint", hint);
    }

    /// <summary>$out and $merge may stand last only.</summary>
    private static bool WritesOut(IReadOnlyList<BsonDocument> pipeline) =>
        pipeline.Count > 0 && pipeline[^1] is { Count: > 0 } last && last[0].Name is "$out" or "$merge";
}
