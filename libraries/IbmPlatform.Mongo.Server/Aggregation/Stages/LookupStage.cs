using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server.Query;

namespace IbmPlatform.Mongo.Server.Aggregation.Stages;

/// <summary><c>$lookup</c> by equality of two fields: each document gets the array of those that it refers to.</summary>
internal sealed class LookupStage(string from, string localField, string foreignField, string[] target) : IStage
{
    public static LookupStage Parse(BsonDocument specification)
    {
        foreach (var name in specification.Names)
        {
            if (name is "let" or "pipeline")
                throw CommandException.NotSupported($"The field '{name}' of $lookup");
            if (name is not ("from" or "localField" or "foreignField" or "as"))
                throw CommandException.FailedToParse($"unknown argument to $lookup: {name}");
        }

        return new LookupStage(
            Commands.Namespaces.CheckCollection("", Text(specification, "from")), Text(specification, "localField"), Text(specification, "foreignField"),
            Text(specification, "as").Split('.'));
    }

    public IEnumerable<BsonDocument> Apply(IEnumerable<BsonDocument> input, StageContext context) => input.Select(document => Join(document, context));

    private BsonDocument Join(BsonDocument document, StageContext context)
    {
        var found = new BsonArray();
        var bytes = 0L;
        foreach (var other in context.Find(from, Filter(document)))
        {
            bytes += other.ToBytes().Length;
            if (bytes > BsonLimits.MaxDocumentSize)
            {
                throw new CommandException(new MongoErrorCode(4568, "Location4568"),
                    $"Total size of documents in {from} matching pipeline's $lookup stage exceeds maximum document size");
            }

            found.Add(other);
        }

        Nested.Set(document, target, found);
        return document;
    }

    // A path that leads to several values refers to each of them; one that leads nowhere refers to what has none either.
    private FilterNode Filter(BsonDocument document)
    {
        var values = Values(document, localField.Split('.')).ToList();
        if (values.Count == 0)
            values.Add(BsonNull.Value);
        var equalities = values.Select(value => (BsonValue)new BsonDocument(foreignField, new BsonDocument("$eq", value)));
        var filter = values.Count == 1 ? (BsonDocument)equalities.First() : new BsonDocument("$or", new BsonArray(equalities));
        return FilterParser.Parse(new RawBsonDocument(filter.ToBytes()));
    }

    private static IEnumerable<BsonValue> Values(BsonValue value, ReadOnlyMemory<string> path) => value switch
    {
        BsonArray array => array.SelectMany(item => path.IsEmpty ? [item] : Values(item, path)),
        _ when path.IsEmpty => [value],
        BsonDocument document => document.Find(path.Span[0]) is { } inner ? Values(inner, path[1..]) : [],
        _ => [],
    };

    private static string Text(BsonDocument specification, string name) => specification.Find(name) is BsonString { Value: { Length: > 0 } text } && !text.StartsWith('$')
        ? text
        : throw CommandException.FailedToParse($"$lookup needs '{name}' as a string that does not start with '$'");
}
