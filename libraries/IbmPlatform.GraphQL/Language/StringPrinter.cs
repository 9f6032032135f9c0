using System.Globalization;
using System.Text;

namespace IbmPlatform.GraphQL.Language;

/// <summary>Writes strings as literals that read back as the same value.</summary>
internal static class StringPrinter
{
    /// <summary>A quoted string on one line.</summary>
    public static void Quoted(StringBuilder output, string value)
    {
        output.Append('"');
        for (var i = 0; i < value.Length; i++)
        {
            var character = value[i];
            switch (character)
            {
                case '"': output.Append("\\\""); break;
                case '\\': output.Append("\\\\"); break;
                case '\b': output.Append("\\b"); break;
                case '\f': output.Append("\\f"); break;
                case '\n': output.Append("\\n"); break;
                case '\r': output.Append("\\r"); break;
                case '\t': output.Append("\\t"); break;
                case < ' ' or (>= '\x7F' and <= '\x9F'):
                    output.Append("\\u").Append(((int)character).ToString("X4", CultureInfo.InvariantCulture));
                    break;
                default: output.Append(character); break;
            }
        }

        output.Append('"');
    }

    /// <summary>Whether the value survives as a block string: its indentation, its border lines and all its characters.</summary>
    public static bool IsBlockable(string value)
    {
        if (value.Length == 0) return false;
        var lines = value.Split('\n');
        if (string.IsNullOrWhiteSpace(lines[0]) || string.IsNullOrWhiteSpace(lines[^1])) return false;
        // The text starts on a line of its own, so that the smallest indentation of all lines would be taken away.
        var indented = lines.All(line => line.Length == 0 || line.AsSpan().Trim(" \t").IsEmpty || line[0] is ' ' or '\t');
        return !indented && !value.Any(character => character is < ' ' and not ('\n' or '\t') or (>= '\x7F' and <= '\x9F'));
    }

    /// <summary>A block string whose lines stand at the given indentation.</summary>
    public static void Block(StringBuilder output, string value, int indent)
    {
        output.Append("\"\"\"");
        foreach (var line in value.Replace("\"\"\"", "\\\"\"\"", StringComparison.Ordinal).Split('\n'))
        {
            output.Append('\n');
            if (line.Length > 0) output.Append(' ', indent).Append(line);
        }

        output.Append('\n').Append(' ', indent).Append("\"\"\"");
    }
}
