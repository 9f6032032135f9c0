using System.Globalization;
using System.Text;
using IbmPlatform.GraphQL.Errors;

namespace IbmPlatform.GraphQL.Language;

/// <summary>The value of string literals: escapes and block indentation (specification, section 2.10.4).</summary>
internal static class StringLiteral
{
    /// <summary>Checks the escape at an offset and returns the offset behind it.</summary>
    public static int CheckEscape(Source source, int start)
    {
        ReadEscape(source, start, out _, out var end);
        return end;
    }

    /// <summary>The value of a quoted string whose escapes the lexer has already checked.</summary>
    public static string Value(Source source, int start, int end, bool hasEscape)
    {
        var body = source.Text.AsSpan(start + 1, end - start - 2);
        if (!hasEscape) return body.ToString();
        var value = new StringBuilder(body.Length);
        for (var position = start + 1; position < end - 1;)
        {
            if (source.Text[position] != '\\')
            {
                value.Append(source.Text[position++]);
                continue;
            }

            ReadEscape(source, position, out var rune, out position);
            value.Append(rune.ToString());
        }

        return value.ToString();
    }

    /// <summary>The value of a block string: <c>\"""</c> resolved, common indentation and blank border lines removed.</summary>
    public static string BlockValue(ReadOnlySpan<char> literal, bool hasEscape)
    {
        var raw = literal[3..^3].ToString();
        if (hasEscape) raw = raw.Replace("\\\"\"\"", "\"\"\"", StringComparison.Ordinal);
        var lines = Lines(raw);
        var common = int.MaxValue;
        int first = -1, last = -1;
        for (var i = 0; i < lines.Length; i++)
        {
            var indent = Indent(lines[i]);
            if (indent == lines[i].Length) continue;
            if (first < 0) first = i;
            last = i;
            if (i > 0 && indent < common) common = indent;
        }

        if (first < 0) return "";
        var value = new StringBuilder(raw.Length);
        for (var i = first; i <= last; i++)
        {
            if (i > first) value.Append('\n');
            value.Append(i == 0 || common == int.MaxValue ? lines[i] : lines[i].AsSpan(Math.Min(common, lines[i].Length)));
        }

        return value.ToString();
    }

    private static int Indent(string line)
    {
        var length = line.AsSpan().IndexOfAnyExcept(' ', '\t');
        return length < 0 ? line.Length : length;
    }

    // Only CR, LF and CRLF end a line in GraphQL; string.ReplaceLineEndings knows more.
    private static string[] Lines(string text)
    {
        if (text.Contains('\r', StringComparison.Ordinal))
            text = text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');
        return text.Split('\n');
    }

    private static void ReadEscape(Source source, int start, out Rune rune, out int end)
    {
        var text = source.Text;
        end = start + 2;
        switch (start + 1 < text.Length ? text[start + 1] : '\0')
        {
            case '"': rune = new Rune('"'); return;
            case '\\': rune = new Rune('\\'); return;
            case '/': rune = new Rune('/'); return;
            case 'b': rune = new Rune('\b'); return;
            case 'f': rune = new Rune('\f'); return;
            case 'n': rune = new Rune('\n'); return;
            case 'r': rune = new Rune('\r'); return;
            case 't': rune = new Rune('\t'); return;
            case 'u': break;
            default:
                throw Fail(source, start, end, "is no escape; known are \\\" \\\\ \\/ \\b \\f \\n \\r \\t and \\u");
        }

        var code = ReadCode(source, start, ref end);
        if (code is >= 0xD800 and <= 0xDBFF && text.AsSpan(end).StartsWith("\\u") && text.AsSpan(end) is not ['\\', 'u', '{', ..])
        {
            var second = end + 2;
            var low = ReadCode(source, end, ref second);
            end = second;
            if (low is >= 0xDC00 and <= 0xDFFF) code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
        }

        if (!Rune.IsValid(code)) throw Fail(source, start, end, "stands for no Unicode character");
        rune = new Rune(code);
    }

    // EscapedUnicode :: { HexDigit+ } | HexDigit HexDigit HexDigit HexDigit
    private static int ReadCode(Source source, int start, ref int end)
    {
        var text = source.Text.AsSpan();
        ReadOnlySpan<char> digits;
        if (end < text.Length && text[end] == '{')
        {
            var length = text[end..].IndexOf('}');
            if (length < 0) throw Fail(source, start, end + 1, "misses its closing brace");
            digits = text.Slice(end + 1, length - 1);
            end += length + 1;
        }
        else
        {
            digits = text.Slice(end, Math.Min(4, text.Length - end));
            if (digits.Length < 4) throw Fail(source, start, text.Length, "needs four hexadecimal digits, or any number of them in braces");
            end += 4;
        }

        foreach (var digit in digits)
        {
            if (!char.IsAsciiHexDigit(digit))
                throw Fail(source, start, end, "needs four hexadecimal digits, or any number of them in braces");
        }

        // Any number of leading zeros is allowed; a value of more than six digits is past U+10FFFF, which the caller refuses.
        if (digits.IsEmpty) throw Fail(source, start, end, "needs at least one hexadecimal digit in its braces");
        digits = digits.TrimStart('0');
        if (digits.IsEmpty) return 0;
        return digits.Length > 6 ? int.MaxValue : int.Parse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
    }

    private static GraphQLSyntaxException Fail(Source source, int start, int end, string problem)
    {
        end = Math.Min(end, source.Text.Length);
        var shown = source.Text[start..Math.Min(end, start + 16)];
        return new GraphQLSyntaxException($"the escape {shown} {problem}.", new Location(source, start, end));
    }
}
