using System.Text.Json.Serialization;

namespace IbmPlatform.Projects.Contracts;

/// <summary>A thematic area within a project or programme; number and horizontal are theirs, not the area's.</summary>
public sealed record ProjectTheme
{
    /// <summary>Id of the thematic area.</summary>
    public required string ThematicArea { get; init; }

    public int? Number { get; init; }

    public required bool Horizontal { get; init; }

    [JsonNumberHandling(JsonNumberHandling.AllowReadingFromString | JsonNumberHandling.WriteAsString)]
    public decimal? SharePercent { get; init; }
}
