namespace IbmPlatform.Reports.Search;

/// <summary>An entity found.</summary>
internal sealed record SearchHit(string Id, double Score, IReadOnlyList<Highlight> Highlights);

/// <summary>A passage with what matched.</summary>
internal sealed record Highlight(string Field, string? Language, string Text);
