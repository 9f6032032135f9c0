using IbmPlatform.Values;

namespace IbmPlatform.Reports.Contracts;

/// <summary>One time that a publication came out, possibly in another form.</summary>
public sealed record Release
{
    public PartialDate? Date { get; init; }

    /// <summary>The date in the source's words where it is no calendar date: "spring of 2007".</summary>
    public string? DateText { get; init; }

    /// <summary>Null: in the publication's own form.</summary>
    public PublicationKind? Form { get; init; }
}
