using IbmPlatform.Values;

namespace IbmPlatform.Projects.Contracts;

/// <summary>A link that a source gives.</summary>
public sealed record WebLink
{
    public required LocalizedText Label { get; init; }

    /// <summary>Null where the source names a page and gives no address.</summary>
    public string? Url { get; init; }

    /// <summary>BCP 47: languages that the page is offered in.</summary>
    public IReadOnlyList<string> Languages { get; init; } = [];
}
