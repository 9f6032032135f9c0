using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Client.Tests.Unified;

/// <summary>The arguments of an operation. What nobody reads is no argument that was passed over: <see cref="RequireAllRead"/> says so.</summary>
internal sealed class Arguments(string operation, BsonDocument given)
{
    private readonly HashSet<string> read = [];

    public BsonDocument Filter => OptionalDocument("filter") ?? [];

    public BsonValue? Value(string name)
    {
        read.Add(name);
        return given.Find(name);
    }

    public BsonDocument Document(string name) => OptionalDocument(name) ?? throw new MatchException($"{operation} has no argument {name}.");

    public BsonDocument? OptionalDocument(string name) => Value(name) switch
    {
        null => null,
        // A test writes to the document that it gives, so that a retry could meet an id that an earlier run made.
        BsonDocument document => document.Clone(),
        var other => throw new NotRunException($"{operation} with {name} of type {other.Type}: not in the client's interface"),
    };

    public IReadOnlyList<BsonDocument> Documents(string name) => OptionalDocuments(name) ?? throw new MatchException($"{operation} has no argument {name}.");

    public IReadOnlyList<BsonDocument>? OptionalDocuments(string name) => (Value(name) as BsonArray)?.Select(d => d.AsDocument.Clone()).ToList();

    public string Text(string name) => Value(name)?.AsString ?? throw new MatchException($"{operation} has no argument {name}.");

    public int? Number(string name) => Value(name)?.ToInt32();

    public bool? Flag(string name) => Value(name)?.ToBoolean();

    public TimeSpan? Milliseconds(string name) => Value(name) is { } value ? TimeSpan.FromMilliseconds(value.ToInt64()) : null;

    public void RequireAllRead()
    {
        if (given.Names.FirstOrDefault(n => !read.Contains(n)) is { } unread)
            throw new NotSupportedException($"Argument {operation}.{unread} is neither supported by the runner nor declared as unsupported.");
    }
}
