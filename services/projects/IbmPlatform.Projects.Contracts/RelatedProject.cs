using IbmPlatform.Values;

namespace IbmPlatform.Projects.Contracts;

/// <summary>A relation to another project, seen from this one.</summary>
public sealed record RelatedProject
{
    /// <summary>What the other project is to this one.</summary>
    public required RelationType Type { get; init; }

    /// <summary>Id of the other project.</summary>
    public required string Project { get; init; }

    public LocalizedText? Note { get; init; }
}
