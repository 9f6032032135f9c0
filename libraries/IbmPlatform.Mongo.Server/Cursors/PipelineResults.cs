using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server.Aggregation;
using IbmPlatform.Mongo.Server.Aggregation.Expressions;
using IbmPlatform.Mongo.Server.Query;
using IbmPlatform.Mongo.Server.Query.Execution;
using IbmPlatform.Mongo.Server.Query.Planning;

namespace IbmPlatform.Mongo.Server.Cursors;

/// <summary>The documents that come out of a pipeline. Stages pull from the collection with the context of the command that asks.</summary>
internal sealed class PipelineResults : ResultStream
{
    private readonly DocumentSource? source;
    private readonly IEnumerable<BsonDocument> given;
    private readonly IEnumerator<BsonDocument> output;
    private readonly PipelineMemory memory;
    // Those of other collections that are being read: a union can be put down in the middle of one.
    private readonly HashSet<DocumentSource> others = [];
    private QueryContext? current;

    /// <param name="source">What the stages read; null for nothing.</param>
    /// <param name="stages">The stages.</param>
    /// <param name="now">What <c>$$NOW</c> is.</param>
    /// <param name="bindings">What expressions can name beside the document; null for the time alone.</param>
    /// <param name="given">Documents that they get before those of the source.</param>
    public PipelineResults(
        DocumentSource? source, IReadOnlyList<IStage> stages, DateTimeOffset now, Bindings? bindings = null, IEnumerable<BsonDocument>? given = null)
    {
        this.source = source;
        this.given = given ?? [];
        var context = new StageContext(now, Find) { CheckTime = () => current!.CheckTime(), Bindings = bindings ?? new Bindings(now) };
        memory = context.Memory;
        output = Run(stages, context).GetEnumerator();
    }

    /// <summary>Documents that the collection has given to the stages.</summary>
    public long ReadFromSource { get; private set; }

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

    // Iterators keep the document that they gave last.
    public override long HeldBytes => (source?.HeldBytes ?? 0) + others.Sum(other => other.HeldBytes) + memory.HeldBytes + (output.Current is { } last ? ValueSize.Of(last) : 0);

    public override void Suspend()
    {
        PutDown();
        current = null;
    }

    public override void PutDown()
    {
        source?.Suspend();
        foreach (var other in others)
            other.Suspend();
    }

    // Stages that gather everything first do so when the first document is asked for, not before.
    private IEnumerable<BsonDocument> Run(IReadOnlyList<IStage> stages, StageContext context)
    {
        foreach (var document in context.Through(Read(), stages))
            yield return document;
    }

    private IEnumerable<BsonDocument> Find(string name, QuerySpec query)
    {
        // As of the transaction that is read in: an index made since then has no entries there.
        if (current!.Catalogue?.Find(name) is not { } collection)
            yield break;
        var found = Planner.Plan(collection, query);
        others.Add(found);
        try
        {
            while (found.TryNext(current!, out var document))
                yield return BsonDocument.Parse(document.Bson.Span);
        }
        finally
        {
            found.Suspend();
            others.Remove(found);
        }
    }

    private IEnumerable<BsonDocument> Read()
    {
        foreach (var document in given)
            yield return document;
        while (source is not null && source.TryNext(current!, out var stored))
        {
            ReadFromSource++;
            yield return BsonDocument.Parse(stored.Bson.Span);
        }
    }
}
