namespace IbmPlatform.GraphQL.Language;

/// <summary>Limits and habits of <see cref="Parser"/>. A document of a stranger is read with the defaults.</summary>
public sealed record ParserOptions
{
    /// <summary>The default of <see cref="MaxTokens"/>.</summary>
    public const int DefaultMaxTokens = 15_000;

    /// <summary>The default of <see cref="MaxDepth"/>.</summary>
    public const int DefaultMaxDepth = 200;

    /// <summary>The default of <see cref="SourceName"/>.</summary>
    public const string DefaultSourceName = "GraphQL request";

    /// <summary>Limits for documents of our own making, such as schemas: any number of tokens, the same depth.</summary>
    public static ParserOptions Trusted { get; } = new() { MaxTokens = int.MaxValue };

    /// <summary>How many tokens a document can have: stops floods of small selections that are costly to validate.</summary>
    public int MaxTokens { get; init; } = DefaultMaxTokens;

    /// <summary>How deep selection sets, values and types can nest: stops documents made to exhaust the stack.</summary>
    public int MaxDepth { get; init; } = DefaultMaxDepth;

    /// <summary>The document's name in messages.</summary>
    public string SourceName { get; init; } = DefaultSourceName;
}
