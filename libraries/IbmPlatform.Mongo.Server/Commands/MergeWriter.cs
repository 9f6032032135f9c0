using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server.Aggregation.Expressions;
using IbmPlatform.Mongo.Server.Aggregation.Stages;
using IbmPlatform.Mongo.Server.Query;
using IbmPlatform.Mongo.Server.Query.Predicates;
using IbmPlatform.Mongo.Server.Storage;
using IbmPlatform.Mongo.Server.Update;

namespace IbmPlatform.Mongo.Server.Commands;

/// <summary>Writes documents as <c>$merge</c> says, one by one, inside of one transaction.</summary>
internal sealed class MergeWriter
{
    private readonly WriteSession session;
    private readonly CommandContext context;
    private readonly MergeStage merge;
    private readonly DateTimeOffset now;
    private CollectionInfo? collection;

    public MergeWriter(WriteSession session, CommandContext context, MergeStage merge)
    {
        (this.session, this.context, this.merge) = (session, context, merge);
        now = context.State.Clock.GetUtcNow();
        collection = session.Catalogue.Find(merge.Collection);
        // Else one document could stand for several, and which is changed would be chance.
        if (merge.On is not ["_id"] && collection?.Indexes.Any(IsUniqueOn) != true)
        {
            throw new CommandException(Operands.Location(51183),
                $"Cannot find index to verify that join fields will be unique: $merge 'on' {string.Join(", ", merge.On)} needs a unique index on these fields of {merge.Collection}, without a partial filter.");
        }
    }

    public void Write(BsonDocument document)
    {
        if (!document.Contains("_id") && merge.On.Contains("_id"))
            document.Insert(0, "_id", ObjectId.NewId(context.State.Clock));
        if (collection is not null && Writing.First(session, context, collection, new QuerySpec(FilterOf(document), [])) is { } stored)
            Change(collection, stored, document);
        else
            Add(document);
    }

    private bool IsUniqueOn(Indexes.IndexInfo index) =>
        index.Unique && index.Partial is null && index.Fields.Select(f => f.Path).Order(StringComparer.Ordinal).SequenceEqual(merge.On.Order(StringComparer.Ordinal));

    private AndNode FilterOf(BsonDocument document) => new([.. merge.On.Select(path =>
    {
        var value = new FieldSlot(document, path.Split('.')).Value;
        return Operands.IsNullish(value) || value is BsonArray
            ? throw new CommandException(Operands.Location(51132), $"$merge write error: 'on' field '{path}' cannot be missing, null, undefined or an array")
            : new PathFilter(path, new ComparePredicate(Comparison.Equal, RawValue.From(value!)));
    })]);

    private void Add(BsonDocument document)
    {
        switch (merge.WhenNotMatched)
        {
            case "insert":
                collection ??= Namespaces.Create(session, merge.Collection);
                session.Insert(collection, NewDocument.Prepare(new RawBsonDocument(document.ToBytes()), context.State.Clock));
                break;
            case "fail":
                throw new CommandException(new MongoErrorCode(13113, "MergeStageNoMatchingDocument"),
                    $"$merge could not find a matching document in the target collection for at least one document in the source collection: {Shown(document)}");
            default:
                break;
        }
    }

    private void Change(CollectionInfo target, StoredDocument stored, BsonDocument document)
    {
        var old = new RawBsonDocument(stored.Bson).ToDocument();
        switch (merge.WhenMatched)
        {
            case "keepExisting":
                return;
            case "fail":
                throw new CommandException(MongoErrorCodes.DuplicateKey, $"$merge with whenMatched: fail found a document that is there already: {Shown(document)}");
            case "replace":
                Replace(target, stored, old, new ReplaceUpdate(document).Apply(old, Context(null)));
                return;
            case "merge":
                var merged = new BsonDocument(old);
                foreach (var (name, value) in document)
                    merged[name] = value;
                Replace(target, stored, old, merged);
                return;
            default:
                var scope = new Scope(document, now);
                var variables = merge.Variables.Select(v => (v.Name, v.Value.Evaluate(scope)));
                Replace(target, stored, old, merge.Update!.Apply(old, Context(new Bindings(now).With([.. variables]))));
                return;
        }
    }

    private void Replace(CollectionInfo target, StoredDocument stored, BsonDocument old, BsonDocument changed)
    {
        if (!BsonComparer.Instance.Equals(old["_id"], changed.Find("_id")))
            throw new CommandException(MongoErrorCodes.ImmutableField, $"$merge would modify the immutable field '_id' of {old["_id"]}");
        var bytes = changed.ToBytes();
        if (bytes.Length > NewDocument.MaxSize)
            throw NewDocument.TooLargeUpdate();
        if (!bytes.AsSpan().SequenceEqual(stored.Bson.Span))
            session.Replace(target, stored, bytes);
    }

    private UpdateContext Context(Bindings? bindings) => new(IsInsert: false, new AndNode([]), new Dictionary<string, FilterNode>(), now, bindings);

    private string Shown(BsonDocument document) => string.Join(", ", merge.On.Select(path => $"{path}: {new FieldSlot(document, path.Split('.')).Value}"));
}
