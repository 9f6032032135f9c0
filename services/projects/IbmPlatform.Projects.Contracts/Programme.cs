using IbmPlatform.Values;

namespace IbmPlatform.Projects.Contracts;

/// <summary>What projects belong to: a programme, an initiative or a funding programme. Children and successors are read from the other side.</summary>
public sealed record Programme : IClaimed
{
    /// <summary><c>programme/bomca</c>.</summary>
    public required string Id { get; init; }

    public required string Slug { get; init; }

    public required ProgrammeKind Kind { get; init; }

    public required LocalizedText Name { get; init; }

    public string? Acronym { get; init; }

    public IReadOnlyList<Description> Descriptions { get; init; } = [];

    public Period? Period { get; init; }

    public IReadOnlyList<ProjectTheme> ThematicAreas { get; init; } = [];

    /// <summary>Id of a programme.</summary>
    public string? Parent { get; init; }

    /// <summary>Ids of programmes.</summary>
    public IReadOnlyList<string> Predecessors { get; init; } = [];

    /// <summary>Ids of organisations.</summary>
    public IReadOnlyList<string> Owners { get; init; } = [];

    /// <summary>Ids of regions.</summary>
    public IReadOnlyList<string> Regions { get; init; } = [];

    /// <summary>What each source says.</summary>
    public IReadOnlyList<Claim> Claims { get; init; } = [];

    /// <summary>Claims that disagree, with the one followed.</summary>
    public IReadOnlyList<Conflict> Conflicts { get; init; } = [];
}
