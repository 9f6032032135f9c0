namespace IbmPlatform.GraphQL.Language;

/// <summary>The text of a document and its name, shared by all nodes read from it.</summary>
/// <param name="text">The document.</param>
/// <param name="name">A file name or the like, for messages.</param>
public sealed class Source(string text, string name)
{
    private int[]? _lineStarts;

    /// <summary>The document.</summary>
    public string Text { get; } = text;

    /// <summary>A file name or the like, for messages.</summary>
    public string Name { get; } = name;

    /// <summary>Line and column, both from 1, of an offset. Lines are found once, on the first call.</summary>
    public (int Line, int Column) Position(int offset)
    {
        var starts = _lineStarts ??= FindLineStarts(Text);
        var index = Array.BinarySearch(starts, offset);
        if (index < 0) index = ~index - 1;
        return (index + 1, offset - starts[index] + 1);
    }

    // LineTerminator :: LF | CR [lookahead != LF] | CR LF
    private static int[] FindLineStarts(string text)
    {
        var starts = new List<int> { 0 };
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\n' || (text[i] == '\r' && (i + 1 == text.Length || text[i + 1] != '\n'))) starts.Add(i + 1);
        }

        return [.. starts];
    }
}
