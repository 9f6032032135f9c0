using System.Text;
using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Server.Aggregation.Expressions;

/// <summary>Operators on strings; positions count code points.</summary>
internal static class StringOperators
{
    public static IEnumerable<(string, OperatorTable.Definition)> All =>
    [
        ("$concat", new(0, int.MaxValue, Concat)),
        ("$toLower", new(1, 1, values => Lenient(values[0]).ToLowerInvariant())),
        ("$toUpper", new(1, 1, values => Lenient(values[0]).ToUpperInvariant())),
        ("$strLenCP", new(1, 1, values => Operands.Text("$strLenCP", values[0]).EnumerateRunes().Count())),
        ("$strLenBytes", new(1, 1, values => Encoding.UTF8.GetByteCount(Operands.Text("$strLenBytes", values[0])))),
        ("$substrCP", new(3, 3, Substring)),
        ("$substr", new(3, 3, Substring)),
        ("$split", new(2, 2, Split)),
        ("$strcasecmp", new(2, 2, values => Math.Sign(BsonComparer.CompareUtf8(
            Lenient(values[0]).ToUpperInvariant(), Lenient(values[1]).ToUpperInvariant())))),
        ("$indexOfCP", new(2, 2, IndexOf)),
    ];

    private static string Lenient(BsonValue? value) => Operands.IsNullish(value) ? "" : TypeOperators.ToText(value!);

    private static BsonValue Concat(BsonValue?[] values)
    {
        if (values.Any(Operands.IsNullish))
            return BsonNull.Value;
        var texts = values.Select(v => Operands.Text("$concat", v)).ToList();
        Built.CheckText("$concat", texts.Sum(text => (long)text.Length));
        return string.Concat(texts);
    }

    private static BsonValue Substring(BsonValue?[] values)
    {
        var runes = Lenient(values[0]).EnumerateRunes().ToArray();
        var start = Operands.Int("$substrCP", values[1]);
        var count = Operands.Int("$substrCP", values[2]);
        if (start < 0)
            throw CommandException.BadValue($"$substrCP: the starting index must be a non-negative integer, not {start}");
        var taken = runes.Skip(start).Take(count < 0 ? int.MaxValue : count);
        return string.Concat(taken.Select(r => r.ToString()));
    }

    private static BsonValue Split(BsonValue?[] values)
    {
        if (values.Any(Operands.IsNullish))
            return BsonNull.Value;
        var separator = Operands.Text("$split", values[1]);
        if (separator.Length == 0)
            throw CommandException.BadValue("$split requires a non-empty separator");
        return new BsonArray(Operands.Text("$split", values[0]).Split(separator).Select(part => (BsonValue)part));
    }

    private static BsonValue IndexOf(BsonValue?[] values)
    {
        if (Operands.IsNullish(values[0]))
            return BsonNull.Value;
        var text = Operands.Text("$indexOfCP", values[0]);
        var found = text.IndexOf(Operands.Text("$indexOfCP", values[1]), StringComparison.Ordinal);
        return found < 0 ? -1 : text[..found].EnumerateRunes().Count();
    }
}
