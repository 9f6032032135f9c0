namespace IbmPlatform.Values;

/// <summary>The SDL of the values, the same in every subgraph.</summary>
public static class ValuesSdl
{
    /// <summary>
    /// The text of <c>values.graphql</c>. It uses <c>@shareable</c> and names <c>SourceDocument</c> and <c>Organisation</c>: the subgraph's own
    /// SDL links the federation specification and defines both, in full by the owner and as a stub with a key elsewhere.
    /// </summary>
    public static string Text { get; } = EmbeddedText.Read(typeof(ValuesSdl), "IbmPlatform.Values.values.graphql");
}
