using System.Collections.Frozen;
using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Server.Aggregation.Expressions;

/// <summary>The operators that are functions of their arguments' values.</summary>
internal static class OperatorTable
{
    private static readonly FrozenDictionary<string, Definition> Operators =
        ((IEnumerable<(string Name, Definition Definition)>[])
            [ComparisonOperators.All, ArithmeticOperators.All, StringOperators.All, ArrayOperators.All, TypeOperators.All, MathOperators.All])
        .SelectMany(group => group).ToFrozenDictionary(o => o.Name, o => o.Definition, StringComparer.Ordinal);

    public static IEnumerable<string> Names => Operators.Keys;

    public static Definition? Find(string name) => Operators.GetValueOrDefault(name);

    /// <summary>How many arguments an operator takes, and its function; absent arguments come as null.</summary>
    public sealed record Definition(int Least, int Most, Func<BsonValue?[], BsonValue?> Function);
}
