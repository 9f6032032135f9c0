using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Server.Update;

/// <summary>Puts another document in the place; the <c>_id</c> stays.</summary>
internal sealed class ReplaceUpdate : IDocumentUpdate
{
    private readonly BsonDocument replacement;

    public ReplaceUpdate(BsonDocument replacement)
    {
        foreach (var name in replacement.Names)
        {
            if (name.StartsWith('$'))
                throw new CommandException(MongoErrorCodes.DollarPrefixedFieldName, $"The dollar ($) prefixed field '{name}' in '{name}' is not allowed in the context of an update's replacement document.");
        }

        this.replacement = replacement;
    }

    public bool IsReplacement => true;

    public IEnumerable<string> ArrayFilterNames => [];

    public BsonDocument Apply(BsonDocument document, UpdateContext context)
    {
        var replaced = new BsonDocument();
        if ((replacement.Find("_id") ?? document.Find("_id")) is { } id)
            replaced.Add("_id", id);
        foreach (var (name, value) in replacement)
        {
            if (name != "_id")
                replaced.Add(name, Copies.Of(value));
        }

        return replaced;
    }
}
