using IbmPlatform.Values;

namespace IbmPlatform.Reports.Contracts;

/// <summary>A document that projects build on or bring forth.</summary>
public sealed record Publication : IClaimed
{
    /// <summary><c>publication/guidelines-western-balkans-2004</c>.</summary>
    public required string Id { get; init; }

    public required PublicationKind Kind { get; init; }

    public required LocalizedText Title { get; init; }

    public string? Url { get; init; }

    public int? Edition { get; init; }

    /// <summary>BCP 47: languages that it is offered in; empty where no source says.</summary>
    public IReadOnlyList<string> Languages { get; init; } = [];

    public IReadOnlyList<Release> Releases { get; init; } = [];

    public IReadOnlyList<PublicationRole> Organisations { get; init; } = [];

    /// <summary>Ids of regions.</summary>
    public IReadOnlyList<string> Scope { get; init; } = [];

    /// <summary>Ids of publications.</summary>
    public IReadOnlyList<string> Supersedes { get; init; } = [];

    /// <summary>What projects and programmes it is related to.</summary>
    public IReadOnlyList<PublicationLink> Relations { get; init; } = [];

    /// <summary>What each source says.</summary>
    public IReadOnlyList<Claim> Claims { get; init; } = [];

    /// <summary>Claims that disagree, with the one followed.</summary>
    public IReadOnlyList<Conflict> Conflicts { get; init; } = [];
}
