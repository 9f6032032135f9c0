using IbmPlatform.Values;

namespace IbmPlatform.Projects.Contracts;

/// <summary>A part of a project's work.</summary>
public sealed record Component
{
    /// <summary><c>component/bomca-9/1</c>.</summary>
    public required string Id { get; init; }

    public int? Number { get; init; }

    public required LocalizedText Title { get; init; }

    public LocalizedText? Description { get; init; }

    /// <summary>Ids of objectives of this project.</summary>
    public IReadOnlyList<string> Objectives { get; init; } = [];

    /// <summary>Ids of results of this project.</summary>
    public IReadOnlyList<string> Results { get; init; } = [];

    /// <summary>Ids of processes.</summary>
    public IReadOnlyList<string> Processes { get; init; } = [];
}
