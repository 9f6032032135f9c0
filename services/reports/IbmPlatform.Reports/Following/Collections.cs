namespace IbmPlatform.Reports.Following;

/// <summary>Where the read models are.</summary>
internal static class Collections
{
    public const string Projects = "projects";
    public const string Names = "names";
    public const string Regions = "regions";
    public const string Documents = "documents";
    public const string Participations = "participations";
    public const string Lines = "lines";
    public const string Rates = "rates";
    public const string Search = "search";
    public const string Changes = "changes";
    public const string Claims = "claims";
}
