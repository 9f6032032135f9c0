namespace IbmPlatform.GraphQL.Errors;

/// <summary>A place in a document as the response format shows it. Both numbers count from 1; the column counts UTF-16 code units.</summary>
public readonly record struct SourceLocation(int Line, int Column)
{
    /// <summary>Writes <c>line:column</c>.</summary>
    public override string ToString() => $"{Line}:{Column}";
}
