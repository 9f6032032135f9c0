using System.Text;
using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Server.Aggregation.Expressions;

/// <summary><c>$trim</c> and its like, and replacing in strings.</summary>
internal static class TrimOperators
{
    // What $trim takes off by itself, as MongoDB's manual lists it.
    private const string Whitespace = "\0 \t\n\v\f\r\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a";

    public static IEnumerable<(string, NamedOperators.Definition)> All =>
    [
        ("$trim", new(50695, ["input"], ["chars"], a => Trim(a, start: true, end: true))),
        ("$ltrim", new(50695, ["input"], ["chars"], a => Trim(a, start: true, end: false))),
        ("$rtrim", new(50695, ["input"], ["chars"], a => Trim(a, start: false, end: true))),
        ("$replaceOne", new(51749, ["input", "find", "replacement"], [], a => Replace(a, all: false))),
        ("$replaceAll", new(51749, ["input", "find", "replacement"], [], a => Replace(a, all: true))),
    ];

    private static BsonValue Trim(NamedOperators.Arguments arguments, bool start, bool end)
    {
        if (arguments.AnyNullish("input", "chars"))
            return BsonNull.Value;
        var runes = arguments.Text("input", 50699).EnumerateRunes().ToArray();
        var taken = (arguments.Has("chars") ? arguments.Text("chars", 50700) : Whitespace).EnumerateRunes().ToHashSet();
        var (from, to) = (0, runes.Length);
        while (start && from < to && taken.Contains(runes[from]))
            from++;
        while (end && to > from && taken.Contains(runes[to - 1]))
            to--;
        var text = new StringBuilder();
        foreach (var rune in runes.AsSpan(from, to - from))
            text.Append(rune.ToString());
        return text.ToString();
    }

    private static BsonValue Replace(NamedOperators.Arguments arguments, bool all)
    {
        foreach (var (name, code) in (ReadOnlySpan<(string, int)>)[("input", 51746), ("find", 51745), ("replacement", 51744)])
        {
            if (!Operands.IsNullish(arguments[name]) && arguments[name] is not BsonString)
                throw arguments.Wrong(name, "a string or null", code);
        }

        if (arguments.AnyNullish("input", "find", "replacement"))
            return BsonNull.Value;
        var (input, find, replacement) = (arguments.Text("input", 51746), arguments.Text("find", 51745), arguments.Text("replacement", 51744));
        var count = Count(input, find, all);
        Built.CheckText(arguments.Operator, input.Length + (long)count * (replacement.Length - find.Length));
        if (count == 0)
            return input;
        // The empty string is found before each character and at the end.
        if (find.Length == 0)
            return all ? replacement + string.Concat(input.EnumerateRunes().Select(rune => rune + replacement)) : replacement + input;
        if (all)
            return input.Replace(find, replacement, StringComparison.Ordinal);
        var place = input.IndexOf(find, StringComparison.Ordinal);
        return string.Concat(input.AsSpan(0, place), replacement, input.AsSpan(place + find.Length));
    }

    private static int Count(string input, string find, bool all)
    {
        if (find.Length == 0)
            return all ? input.EnumerateRunes().Count() + 1 : 1;
        var count = 0;
        for (var at = input.IndexOf(find, StringComparison.Ordinal); at >= 0; at = input.IndexOf(find, at + find.Length, StringComparison.Ordinal))
        {
            count++;
            if (!all)
                break;
        }

        return count;
    }
}
