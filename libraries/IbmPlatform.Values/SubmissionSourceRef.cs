namespace IbmPlatform.Values;

/// <summary>What an organisation reported through the platform.</summary>
/// <param name="Organisation">Id of the organisation.</param>
/// <param name="SubmittedAt">When it was submitted.</param>
/// <param name="Revision">The aggregate's version that took it over.</param>
public sealed record SubmissionSourceRef(string Organisation, DateTimeOffset SubmittedAt, int Revision);
