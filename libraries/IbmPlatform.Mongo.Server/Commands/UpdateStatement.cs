using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server.Aggregation.Expressions;
using IbmPlatform.Mongo.Server.Query;
using IbmPlatform.Mongo.Server.Storage;
using IbmPlatform.Mongo.Server.Update;

namespace IbmPlatform.Mongo.Server.Commands;

/// <summary>One update, parsed: which documents, what becomes of them, and what when there is none.</summary>
internal sealed class UpdateStatement
{
    private readonly IReadOnlyDictionary<string, FilterNode> arrayFilters;
    private readonly Bindings? bindings;

    public UpdateStatement(FilterNode filter, IDocumentUpdate update, bool upsert, BsonArray? arrayFilters, BsonValue? hint, Bindings? bindings = null)
    {
        Filter = filter;
        Update = update;
        Upsert = upsert;
        Hint = hint;
        this.bindings = bindings;
        this.arrayFilters = ArrayFilters(update, arrayFilters);
    }

    public FilterNode Filter { get; }

    public IDocumentUpdate Update { get; }

    public bool Upsert { get; }

    public BsonValue? Hint { get; }

    /// <summary>Changes one stored document; null when the update leaves it as it is.</summary>
    public ReadOnlyMemory<byte>? Apply(WriteSession session, CommandContext context, CollectionInfo collection, StoredDocument stored)
    {
        var old = new RawBsonDocument(stored.Bson).ToDocument();
        var updated = Update.Apply(old, Context(context, isInsert: false));
        var (oldId, newId) = (old["_id"], updated.Find("_id"));
        if (newId is null || !BsonComparer.Instance.Equals(oldId, newId))
        {
            throw new CommandException(MongoErrorCodes.ImmutableField,
                $"Performing an update on the path '_id' would modify the immutable field '_id' ({oldId} to {newId?.ToString() ?? "nothing"})");
        }

        var bytes = updated.ToBytes();
        if (bytes.AsSpan().SequenceEqual(stored.Bson.Span))
            return null;
        if (bytes.Length > NewDocument.MaxSize)
            throw NewDocument.TooLargeUpdate();
        session.Replace(collection, stored, bytes);
        return bytes;
    }

    /// <summary>Inserts the document that the filter's equalities and the update make.</summary>
    public ReadOnlyMemory<byte> Insert(WriteSession session, CommandContext context, CollectionInfo collection)
    {
        var start = UpsertDocument.From(Filter, Update);
        var document = Update.Apply(start, Context(context, isInsert: true));
        if (start.Find("_id") is { } given && !BsonComparer.Instance.Equals(given, document.Find("_id")))
            throw new CommandException(MongoErrorCodes.ImmutableField, $"Performing an update on the path '_id' would modify the immutable field '_id' ({given})");
        var bytes = NewDocument.Prepare(new RawBsonDocument(document.ToBytes()), context.State.Clock);
        session.Insert(collection, bytes);
        return bytes;
    }

    private UpdateContext Context(CommandContext context, bool isInsert) =>
        new(isInsert, Filter, arrayFilters, context.State.Clock.GetUtcNow(), bindings);

    private static Dictionary<string, FilterNode> ArrayFilters(IDocumentUpdate update, BsonArray? filters)
    {
        var parsed = new Dictionary<string, FilterNode>(StringComparer.Ordinal);
        foreach (var filter in filters ?? [])
        {
            var document = filter as BsonDocument ?? throw CommandException.TypeMismatch("an array filter must be an object");
            var names = RootNames(document).Distinct().ToList();
            if (names is not [var name])
                throw CommandException.FailedToParse($"Error parsing array filter: expected a single top-level field name, found {names.Count} in {filter}");
            if (!parsed.TryAdd(name, FilterParser.Parse(new RawBsonDocument(document.ToBytes()))))
                throw CommandException.FailedToParse($"Found multiple array filters with the same top-level field name {name}");
        }

        foreach (var name in update.ArrayFilterNames)
        {
            if (!parsed.ContainsKey(name))
                throw CommandException.BadValue($"No array filter found for identifier '{name}'");
        }

        foreach (var name in parsed.Keys.Except(update.ArrayFilterNames))
            throw CommandException.FailedToParse($"The array filter for identifier '{name}' was not used in the update");
        return parsed;
    }

    private static IEnumerable<string> RootNames(BsonDocument filter) => filter.SelectMany(e =>
        e.Name is "$and" or "$or" or "$nor" && e.Value is BsonArray clauses
            ? clauses.OfType<BsonDocument>().SelectMany(RootNames)
            : [e.Name.Split('.')[0]]);
}
