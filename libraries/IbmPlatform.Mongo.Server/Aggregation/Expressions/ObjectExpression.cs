using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Server.Aggregation.Expressions;

/// <summary>A document whose fields are expressions; an absent value leaves its field out.</summary>
internal sealed class ObjectExpression(IReadOnlyList<(string Name, Expression Value)> fields) : Expression
{
    protected override BsonValue? Compute(Scope scope)
    {
        var document = new BsonDocument();
        foreach (var (name, expression) in fields)
        {
            if (expression.Evaluate(scope) is { } value)
                document.Add(name, value);
        }

        return Built.Document("An object expression", document);
    }
}

/// <summary>An array whose items are expressions; an absent value becomes null.</summary>
internal sealed class ArrayExpression(IReadOnlyList<Expression> items) : Expression
{
    protected override BsonValue? Compute(Scope scope) =>
        Built.Array("An array expression", items.Select(item => item.Evaluate(scope)));
}
