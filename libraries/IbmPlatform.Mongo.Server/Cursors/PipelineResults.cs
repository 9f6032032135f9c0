using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server.Aggregation;
using IbmPlatform.Mongo.Server.Query.Execution;

namespace IbmPlatform.Mongo.Server.Cursors;

/// <summary>The documents that come out of a pipeline. Stages pull from the collection with the context of the command that asks.</summary>
internal sealed class PipelineResults : ResultStream
{
    private readonly DocumentSource? source;
    private readonly IEnumerator<BsonDocument> output;
    private QueryContext? current;

    public PipelineResults(DocumentSource? source, IReadOnlyList<IStage> stages, DateTimeOffset now)
    {
        this.source = source;
        output = Run(stages, now).GetEnumerator();
    }

    public override bool TryNext(QueryContext context, out ReadOnlyMemory<byte> document)
    {
        current = context;
        if (!output.MoveNext())
        {
            document = default;
            return false;
        }

        document = output.Current.ToBytes();
        if (document.Length > BsonLimits.MaxDocumentSize + BsonLimits.CommandOverhead)
            throw new CommandException(MongoErrorCodes.BsonObjectTooLarge, $"BSONObj size: {document.Length} is invalid. Size must be between 0 and {BsonLimits.MaxDocumentSize}");
        return true;
    }

    public override void Suspend()
    {
        source?.Suspend();
        current = null;
    }

    // Stages that gather everything first do so when the first document is asked for, not before.
    private IEnumerable<BsonDocument> Run(IReadOnlyList<IStage> stages, DateTimeOffset now)
    {
        foreach (var document in stages.Aggregate(Read(), (stream, stage) => stage.Apply(stream, now)))
            yield return document;
    }

    private IEnumerable<BsonDocument> Read()
    {
        while (source is not null && source.TryNext(current!, out var document))
            yield return BsonDocument.Parse(document.Bson.Span);
    }
}
