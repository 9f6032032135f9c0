using IbmPlatform.GraphQL.Errors;

namespace IbmPlatform.GraphQL.Language;

/// <summary>A stretch of a document. The default value is that of nodes built in code, which come from no document.</summary>
/// <param name="Source">The document; null for nodes built in code.</param>
/// <param name="Start">Offset of the first character, in UTF-16 code units from 0.</param>
/// <param name="End">Offset behind the last character.</param>
public readonly record struct Location(Source? Source, int Start, int End)
{
    /// <summary>Whether the node was read from a document.</summary>
    public bool IsKnown => Source is not null;

    /// <summary>The line of the first character, from 1; 0 when unknown.</summary>
    public int Line => Source?.Position(Start).Line ?? 0;

    /// <summary>The column of the first character, from 1; 0 when unknown.</summary>
    public int Column => Source?.Position(Start).Column ?? 0;

    /// <summary>Line and column as the response format shows them.</summary>
    public SourceLocation ToSourceLocation()
    {
        var (line, column) = Source?.Position(Start) ?? default;
        return new SourceLocation(line, column);
    }

    /// <summary>Writes <c>name:line:column</c>.</summary>
    public override string ToString() => IsKnown ? $"{Source!.Name}:{Line}:{Column}" : "built in code";
}
