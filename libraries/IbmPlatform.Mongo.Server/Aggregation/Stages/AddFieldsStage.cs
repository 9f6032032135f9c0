using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server.Aggregation.Expressions;

namespace IbmPlatform.Mongo.Server.Aggregation.Stages;

/// <summary><c>$addFields</c> and <c>$set</c>: every expression sees the document as it came.</summary>
internal sealed class AddFieldsStage(IReadOnlyList<(string[] Path, Expression Value)> fields) : IStage
{
    // As MongoDB's largest buffer.
    private const long MaxBytes = 4L * BsonLimits.MaxDocumentSize;

    public static AddFieldsStage Parse(BsonDocument specification)
    {
        if (specification.Count == 0)
            throw new CommandException(new MongoErrorCode(40177, "Location40177"), "$addFields specification must have at least one field");
        return new AddFieldsStage([.. Flatten([], specification).Select(f => (f.Path, ExpressionParser.Parse(f.Value)))]);
    }

    public IEnumerable<BsonDocument> Apply(IEnumerable<BsonDocument> input, StageContext context) =>
        input.Select(document => Extend(document, Nested.Copy(document), context));

    /// <summary>Adds the fields to one document of its own as they come out of another.</summary>
    public BsonDocument Extend(BsonDocument source, BsonDocument target, StageContext context)
    {
        var scope = context.Bindings.ScopeOf(source);
        foreach (var (path, expression) in fields)
            Nested.Set(target, path, expression.Evaluate(scope));
        // One value written into each element of an array: what stages hand on is limited, though it may pass what is stored.
        Built.Check("A field that a stage adds", target, MaxBytes);
        return target;
    }

    // { a: { b: expression } } means the path a.b; an operator's document is one expression.
    private static IEnumerable<(string[] Path, BsonValue Value)> Flatten(string[] prefix, BsonDocument specification)
    {
        foreach (var (name, value) in specification)
        {
            string[] path = [.. prefix, .. name.Split('.')];
            if (path.Any(p => p.Length == 0 || p.StartsWith('$')))
                throw new CommandException(new MongoErrorCode(16410, "Location16410"), $"'{string.Join('.', path)}' is no field path");
            var nested = value is BsonDocument { Count: > 0 } document && !document[0].Name.StartsWith('$') ? document : null;
            if (nested is null)
                yield return (path, value);
            foreach (var inner in nested is null ? [] : Flatten(path, nested))
                yield return inner;
        }
    }
}
