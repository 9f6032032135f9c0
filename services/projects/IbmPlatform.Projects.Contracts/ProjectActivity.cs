using IbmPlatform.Values;

namespace IbmPlatform.Projects.Contracts;

/// <summary>What a project does.</summary>
public sealed record ProjectActivity
{
    /// <summary><c>activity/sahel/1</c>.</summary>
    public required string Id { get; init; }

    public required ActivityKind Kind { get; init; }

    public required LocalizedText Title { get; init; }

    public Period? Period { get; init; }

    /// <summary>Ids of countries.</summary>
    public IReadOnlyList<string> Countries { get; init; } = [];
}
