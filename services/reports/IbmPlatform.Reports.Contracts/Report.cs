using IbmPlatform.Values;

namespace IbmPlatform.Reports.Contracts;

/// <summary>A monitoring report on a project.</summary>
public sealed record Report
{
    public required string Id { get; init; }

    public required ReportKind Kind { get; init; }

    public required LocalizedText Title { get; init; }

    public Period? Period { get; init; }

    /// <summary>Id of the project.</summary>
    public string? Project { get; init; }

    /// <summary>Ids of the organisations that report.</summary>
    public IReadOnlyList<string> Organisations { get; init; } = [];

    public required ReportState Publication { get; init; }

    public PartialDate? PublishedOn { get; init; }

    public IReadOnlyList<Attachment> Attachments { get; init; } = [];
}
