using IbmPlatform.Values;

namespace IbmPlatform.Projects.Contracts;

/// <summary>What a project is to achieve.</summary>
public sealed record Objective
{
    /// <summary><c>objective/bomca-9/1</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The one overall objective, not a specific one.</summary>
    public required bool Overall { get; init; }

    /// <summary>Order among the specific objectives.</summary>
    public int? Number { get; init; }

    public required LocalizedText Text { get; init; }
}
