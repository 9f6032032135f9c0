using IbmPlatform.Values;

namespace IbmPlatform.Projects.Contracts;

/// <summary>What a project is to bring about; children are read from the parent's side.</summary>
public sealed record Result
{
    /// <summary><c>result/bomca-9/1</c>.</summary>
    public required string Id { get; init; }

    public required ResultType Type { get; init; }

    public int? Number { get; init; }

    public required LocalizedText Title { get; init; }

    /// <summary>Id of a result of this project.</summary>
    public string? Parent { get; init; }

    /// <summary>Id of a component of this project.</summary>
    public string? Component { get; init; }

    public IReadOnlyList<Indicator> Indicators { get; init; } = [];
}
