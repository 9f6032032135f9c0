using IbmPlatform.Values;

namespace IbmPlatform.Projects.Contracts;

/// <summary>A text about a project or programme.</summary>
public sealed record Description
{
    public required DescriptionKind Kind { get; init; }

    public required LocalizedText Text { get; init; }
}
