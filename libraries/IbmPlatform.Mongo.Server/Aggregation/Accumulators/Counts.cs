using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server.Aggregation.Expressions;

namespace IbmPlatform.Mongo.Server.Aggregation.Accumulators;

/// <summary>The <c>n</c> of <c>$firstN</c> and its like: a whole number above 0.</summary>
internal static class Counts
{
    public static int Of(string name, BsonValue? value)
    {
        if (value is not { IsNumber: true } || value.ToDouble() != Math.Floor(value.ToDouble()))
            throw new CommandException(Operands.Location(5787902), $"{name}: the value for 'n' must be of integral type, but found {value?.ToString() ?? "nothing"}");
        return value.ToDouble() > 0
            ? (int)Math.Min(value.ToDouble(), int.MaxValue)
            : throw new CommandException(Operands.Location(5787908), $"{name}: 'n' must be greater than 0, found {value}");
    }
}
