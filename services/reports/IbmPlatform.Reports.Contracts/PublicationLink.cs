namespace IbmPlatform.Reports.Contracts;

/// <summary>A relation of a publication to a project or programme.</summary>
public sealed record PublicationLink
{
    /// <summary>Id of a project or programme.</summary>
    public required string Subject { get; init; }

    /// <summary>What the publication is to it.</summary>
    public required PublicationRelation Relation { get; init; }
}
