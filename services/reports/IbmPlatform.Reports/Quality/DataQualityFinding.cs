namespace IbmPlatform.Reports.Quality;

/// <summary>What a rule found wanting.</summary>
/// <param name="Rule">The rule's name.</param>
/// <param name="Field">The field's path.</param>
/// <param name="Message">A sentence for the person who can put it right.</param>
internal sealed record DataQualityFinding(string Rule, DataQualitySeverity Severity, string Field, string Message);

internal enum DataQualitySeverity
{
    Error,
    Warning,
    Information,
}
