using IbmPlatform.Values;

namespace IbmPlatform.Projects.Contracts;

/// <summary>A document that facts are read from. The document itself is not part of the data set.</summary>
public sealed record SourceDocument
{
    /// <summary><c>document/4e7049f9298a2836</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Its first heading, or a description where it has none.</summary>
    public required LocalizedText Title { get; init; }

    /// <summary>Name of the file as it was received.</summary>
    public required string File { get; init; }

    /// <summary>Of the file's bytes, lower-case hexadecimal.</summary>
    public required string Sha256 { get; init; }

    public string? Url { get; init; }

    public PartialDate? RetrievedAt { get; init; }

    public string? Licence { get; init; }

    /// <summary>What each source says.</summary>
    public IReadOnlyList<Claim> Claims { get; init; } = [];

    /// <summary>Claims that disagree, with the one followed.</summary>
    public IReadOnlyList<Conflict> Conflicts { get; init; } = [];
}
