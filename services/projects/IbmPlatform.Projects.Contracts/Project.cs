using IbmPlatform.Values;

namespace IbmPlatform.Projects.Contracts;

/// <summary>A border-management project with the parts that its owner writes. Who takes part and who pays belong to other services.</summary>
public sealed record Project : IClaimed
{
    /// <summary><c>project/bomca-9</c>.</summary>
    public required string Id { get; init; }

    public required string Slug { get; init; }

    public required LocalizedText Name { get; init; }

    /// <summary>Names that other documents use.</summary>
    public IReadOnlyList<LocalizedText> OtherNames { get; init; } = [];

    public string? Acronym { get; init; }

    /// <summary>Number of the phase within its programme.</summary>
    public int? Phase { get; init; }

    /// <summary>Id of a programme.</summary>
    public string? Programme { get; init; }

    public IReadOnlyList<Identifier> Identifiers { get; init; } = [];

    /// <summary>Id of the organisation that keeps this record.</summary>
    public string? ReportingOrganisation { get; init; }

    public IReadOnlyList<Description> Descriptions { get; init; } = [];

    /// <summary>What was required of the project before it began.</summary>
    public IReadOnlyList<LocalizedText> Requirements { get; init; } = [];

    /// <summary>What a document called it; the status shown is derived from the period.</summary>
    public string? StatedStatus { get; init; }

    /// <summary>The period that the record follows.</summary>
    public Period? Period { get; init; }

    public Period? PlannedPeriod { get; init; }

    public Period? ActualPeriod { get; init; }

    public IReadOnlyList<ProjectCountry> Countries { get; init; } = [];

    public IReadOnlyList<ProjectTheme> Themes { get; init; } = [];

    /// <summary>Ids of borders.</summary>
    public IReadOnlyList<string> Borders { get; init; } = [];

    /// <summary>Ids of border areas.</summary>
    public IReadOnlyList<string> BorderAreas { get; init; } = [];

    /// <summary>Ids of processes.</summary>
    public IReadOnlyList<string> Processes { get; init; } = [];

    public IReadOnlyList<Objective> Objectives { get; init; } = [];

    public IReadOnlyList<Component> Components { get; init; } = [];

    public IReadOnlyList<Result> Results { get; init; } = [];

    public IReadOnlyList<ProjectActivity> Activities { get; init; } = [];

    public IReadOnlyList<TargetGroup> TargetGroups { get; init; } = [];

    public IReadOnlyList<TargetGroup> FinalBeneficiaries { get; init; } = [];

    public IReadOnlyList<RelatedProject> RelatedProjects { get; init; } = [];

    public IReadOnlyList<WebLink> Links { get; init; } = [];

    public required PublicationState Publication { get; init; }

    /// <summary>What each source says.</summary>
    public IReadOnlyList<Claim> Claims { get; init; } = [];

    /// <summary>Claims that disagree, with the one followed.</summary>
    public IReadOnlyList<Conflict> Conflicts { get; init; } = [];
}
