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
        ("$substr", new(3, 3, values => BytesOf("$substr", values))),
        ("$substrBytes", new(3, 3, values => BytesOf("$substrBytes", values))),
        ("$split", new(2, 2, Split)),
        ("$strcasecmp", new(2, 2, values => Math.Sign(BsonComparer.CompareUtf8(
            Lenient(values[0]).ToUpperInvariant(), Lenient(values[1]).ToUpperInvariant())))),
        ("$indexOfCP", new(2, 4, IndexOfCodePoint)),
        ("$indexOfBytes", new(2, 4, IndexOfBytes)),
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
        return Built.Array("$split", Parts(Operands.Text("$split", values[0]), separator));
    }

    private static IEnumerable<BsonValue> Parts(string text, string separator)
    {
        var from = 0;
        for (var at = text.IndexOf(separator, StringComparison.Ordinal); at >= 0; at = text.IndexOf(separator, from, StringComparison.Ordinal))
        {
            yield return text[from..at];
            from = at + separator.Length;
        }

        yield return text[from..];
    }

    private static BsonValue IndexOfCodePoint(BsonValue?[] values)
    {
        if (Operands.IsNullish(values[0]))
            return BsonNull.Value;
        var text = Operands.Text("$indexOfCP", values[0]);
        var sought = Operands.Text("$indexOfCP", values[1]);
        var places = new List<int>(text.Length + 1);
        for (var i = 0; i < text.Length; i += char.IsHighSurrogate(text[i]) ? 2 : 1)
            places.Add(i);
        places.Add(text.Length);
        if (Bounds("$indexOfCP", values, places.Count - 1) is not var (start, end))
            return -1;
        var found = text.AsSpan(0, places[end]).Slice(places[start]).IndexOf(sought, StringComparison.Ordinal);
        return found < 0 ? -1 : places.BinarySearch(places[start] + found);
    }

    private static BsonValue IndexOfBytes(BsonValue?[] values)
    {
        if (Operands.IsNullish(values[0]))
            return BsonNull.Value;
        var text = Encoding.UTF8.GetBytes(Operands.Text("$indexOfBytes", values[0]));
        var sought = Encoding.UTF8.GetBytes(Operands.Text("$indexOfBytes", values[1]));
        if (Bounds("$indexOfBytes", values, text.Length) is not var (start, end))
            return -1;
        var found = text.AsSpan(start, end - start).IndexOf(sought);
        return new BsonInt32(found < 0 ? -1 : start + found);
    }

    // The part of a text or an array that is searched; null when there is none.
    public static (int Start, int End)? Bounds(string name, BsonValue?[] values, int length)
    {
        var start = values.Length > 2 ? Place(name, values[2]) : 0;
        var end = values.Length > 3 ? Place(name, values[3]) : length;
        return start > length || end < start ? null : (start, Math.Min(end, length));
    }

    private static int Place(string name, BsonValue? value) => Operands.Int(name, value) is >= 0 and var place
        ? place
        : throw new CommandException(Operands.Location(40097), $"{name} requires a nonnegative starting and ending index, not {value}");

    private static BsonValue BytesOf(string name, BsonValue?[] values)
    {
        var text = Encoding.UTF8.GetBytes(Lenient(values[0]));
        var (start, count) = ((int)Operands.Number(name, values[1]).ToDouble(), (int)Operands.Number(name, values[2]).ToDouble());
        if (start < 0)
            throw new CommandException(Operands.Location(50752), $"{name}: starting index must be non-negative (got: {start})");
        if (start >= text.Length)
            return "";
        var end = count < 0 || count > text.Length - start ? text.Length : start + count;
        if (Continues(text, start))
            throw new CommandException(Operands.Location(28656), $"{name}: Invalid range, starting index is a UTF-8 continuation byte.");
        return Continues(text, end)
            ? throw new CommandException(Operands.Location(28657), $"{name}: Invalid range, ending index is in the middle of a UTF-8 character.")
            : Encoding.UTF8.GetString(text, start, end - start);
    }

    private static bool Continues(byte[] utf8, int at) => at < utf8.Length && (utf8[at] & 0xC0) == 0x80;

    public static int CodePoints(ReadOnlySpan<char> text)
    {
        var count = 0;
        foreach (var character in text)
            count += char.IsLowSurrogate(character) ? 0 : 1;
        return count;
    }
}
