namespace IbmPlatform.Reports.Contracts;

/// <summary>A file that belongs to a report.</summary>
public sealed record Attachment
{
    public required string Name { get; init; }

    /// <summary>Such as <c>application/pdf</c>.</summary>
    public required string MediaType { get; init; }

    public string? Url { get; init; }

    /// <summary>In bytes.</summary>
    public long? Size { get; init; }

    public string? Sha256 { get; init; }
}
