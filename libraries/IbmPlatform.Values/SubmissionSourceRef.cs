namespace IbmPlatform.Values;

/// <summary>What was reported through the platform.</summary>
/// <param name="Organisation">Id of the organisation that reported it; null where the submission names none.</param>
/// <param name="SubmittedAt">When it was submitted.</param>
/// <param name="Revision">The aggregate's version that took it over.</param>
public sealed record SubmissionSourceRef(string? Organisation, DateTimeOffset SubmittedAt, int Revision);
