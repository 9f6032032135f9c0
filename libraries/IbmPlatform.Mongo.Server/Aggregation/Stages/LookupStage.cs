using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server.Aggregation.Expressions;
using IbmPlatform.Mongo.Server.Query;

namespace IbmPlatform.Mongo.Server.Aggregation.Stages;

/// <summary>
/// <c>$lookup</c>: each document gets the array of those of another collection that equal it in a field, or that come out of a
/// pipeline which can name what <c>let</c> takes from the document, or both.
/// </summary>
internal sealed class LookupStage : IStage
{
    private readonly string from;
    private readonly (string Local, string Foreign)? equality;
    private readonly IReadOnlyList<(string Name, Expression Value)> variables;
    private readonly Pipeline pipeline;
    private readonly string[] target;

    private LookupStage(BsonDocument specification)
    {
        target = Text(specification, "as").Split('.');
        pipeline = Pipeline.Parse(specification.Find("pipeline") switch
        {
            null => [],
            BsonArray stages => stages,
            _ => throw CommandException.TypeMismatch("'pipeline' option must be specified as an array"),
        });
        // Documents of its own need no collection.
        from = pipeline.Stages is [DocumentsStage, ..] && !specification.Contains("from") ? "" : Commands.Namespaces.CheckCollection("", Text(specification, "from"));
        variables = specification.Find("let") switch
        {
            null => [],
            BsonDocument let => [.. let.Select(variable => (Variable(variable.Name), ExpressionParser.Parse(variable.Value)))],
            _ => throw CommandException.FailedToParse("$lookup argument 'let' must be an object"),
        };
        equality = specification.Contains("pipeline") && !specification.Contains("localField") && !specification.Contains("foreignField")
            ? null
            : (Text(specification, "localField"), Text(specification, "foreignField"));
        if (variables.Count > 0 && !specification.Contains("pipeline"))
            throw CommandException.FailedToParse("$lookup with a 'let' argument must also specify 'pipeline'");
    }

    public static LookupStage Parse(BsonDocument specification)
    {
        foreach (var name in specification.Names)
        {
            if (name is not ("from" or "localField" or "foreignField" or "as" or "let" or "pipeline"))
                throw CommandException.FailedToParse($"unknown argument to $lookup: {name}");
        }

        return new LookupStage(specification);
    }

    public IEnumerable<BsonDocument> Apply(IEnumerable<BsonDocument> input, StageContext context) => input.Select(document => Join(document, context));

    private BsonDocument Join(BsonDocument document, StageContext context)
    {
        var inner = context;
        if (variables.Count > 0)
        {
            var scope = context.Bindings.ScopeOf(document);
            inner = context with { Bindings = context.Bindings.With(variables.Select(variable => (variable.Name, variable.Value.Evaluate(scope)))) };
        }

        var found = new BsonArray();
        var bytes = 0L;
        foreach (var other in inner.Run(from, pipeline, equality is { } fields ? Filter(document, fields.Local, fields.Foreign) : null))
        {
            bytes += other.ToBytes().Length;
            if (bytes > BsonLimits.MaxDocumentSize)
            {
                throw new CommandException(new MongoErrorCode(4568, "Location4568"),
                    $"Total size of documents in {from} matching pipeline's $lookup stage exceeds maximum document size");
            }

            found.Add(other);
        }

        var joined = Nested.Copy(document);
        Nested.Set(joined, target, found);
        return joined;
    }

    // A path that leads to several values refers to each of them; one that leads nowhere refers to what has none either.
    private static FilterNode Filter(BsonDocument document, string localField, string foreignField)
    {
        var values = Values(document, localField.Split('.')).ToList();
        if (values.Count == 0)
            values.Add(BsonNull.Value);
        var equalities = values.Select(value => (BsonValue)new BsonDocument(foreignField, new BsonDocument("$eq", value)));
        var filter = values.Count == 1 ? (BsonDocument)equalities.First() : new BsonDocument("$or", new BsonArray(equalities));
        return FilterParser.Parse(new RawBsonDocument(filter.ToBytes()));
    }

    /// <summary>The values that a path leads to, arrays taken apart.</summary>
    public static IEnumerable<BsonValue> Values(BsonValue value, ReadOnlyMemory<string> path) => value switch
    {
        BsonArray array => array.SelectMany(item => path.IsEmpty ? [item] : Values(item, path)),
        _ when path.IsEmpty => [value],
        BsonDocument document => document.Find(path.Span[0]) is { } inner ? Values(inner, path[1..]) : [],
        _ => [],
    };

    /// <summary>A name that a user may give to a variable.</summary>
    public static string Variable(string name) => name.Length > 0 && (char.IsAsciiLetterLower(name[0]) || name[0] > 127)
        ? name
        : throw CommandException.FailedToParse($"'{name}' starts with an invalid character for a user variable name");

    private static string Text(BsonDocument specification, string name) => specification.Find(name) is BsonString { Value: { Length: > 0 } text } && !text.StartsWith('$')
        ? text
        : throw CommandException.FailedToParse($"$lookup needs '{name}' as a string that does not start with '$'");
}
