using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server.Query.Execution;

namespace IbmPlatform.Mongo.Server.Aggregation.Expressions;

/// <summary>A parsed aggregation expression.</summary>
internal abstract class Expression
{
    /// <summary>Its value for a document; null where a field is absent.</summary>
    /// <exception cref="CommandException">The value cannot be had, or the command's time is over.</exception>
    public BsonValue? Evaluate(Scope scope)
    {
        Work.Step();
        return Compute(scope);
    }

    protected abstract BsonValue? Compute(Scope scope);
}

/// <summary>A value as it stands.</summary>
internal sealed class ConstantExpression(BsonValue value) : Expression
{
    public BsonValue Value { get; } = value;

    protected override BsonValue? Compute(Scope scope) => Value;
}

/// <summary>An operator on the values of its arguments.</summary>
internal sealed class OperatorExpression(IReadOnlyList<Expression> arguments, Func<BsonValue?[], BsonValue?> function) : Expression
{
    protected override BsonValue? Compute(Scope scope)
    {
        var values = new BsonValue?[arguments.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = arguments[i].Evaluate(scope);
            // Most operators on an array look at all of it.
            if (values[i] is BsonArray array)
                Work.Step(1 + array.Count / 8);
        }

        return function(values);
    }
}

/// <summary>An operator that decides itself which arguments it evaluates, and with which variables.</summary>
internal sealed class LazyExpression(Func<Scope, BsonValue?> function) : Expression
{
    protected override BsonValue? Compute(Scope scope) => function(scope);
}
