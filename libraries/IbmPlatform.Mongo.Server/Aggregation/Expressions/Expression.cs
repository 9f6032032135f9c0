using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Server.Aggregation.Expressions;

/// <summary>A parsed aggregation expression.</summary>
internal abstract class Expression
{
    /// <summary>Its value for a document; null where a field is absent.</summary>
    public abstract BsonValue? Evaluate(Scope scope);
}

/// <summary>A value as it stands.</summary>
internal sealed class ConstantExpression(BsonValue value) : Expression
{
    public BsonValue Value { get; } = value;

    public override BsonValue? Evaluate(Scope scope) => Value;
}

/// <summary>An operator on the values of its arguments.</summary>
internal sealed class OperatorExpression(IReadOnlyList<Expression> arguments, Func<BsonValue?[], BsonValue?> function) : Expression
{
    public override BsonValue? Evaluate(Scope scope)
    {
        var values = new BsonValue?[arguments.Count];
        for (var i = 0; i < values.Length; i++)
            values[i] = arguments[i].Evaluate(scope);
        return function(values);
    }
}

/// <summary>An operator that decides itself which arguments it evaluates, and with which variables.</summary>
internal sealed class LazyExpression(Func<Scope, BsonValue?> function) : Expression
{
    public override BsonValue? Evaluate(Scope scope) => function(scope);
}
