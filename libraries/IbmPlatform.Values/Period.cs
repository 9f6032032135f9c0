namespace IbmPlatform.Values;

/// <summary>When something runs. Each part is null where no source gives it or lets it be derived.</summary>
/// <param name="Start">First date, inclusive.</param>
/// <param name="End">Last date, inclusive, extension included.</param>
/// <param name="DurationMonths">Without the extension.</param>
/// <param name="ExtensionMonths">Months added to the duration; null where none is stated.</param>
public sealed record Period(PartialDate? Start = null, PartialDate? End = null, int? DurationMonths = null, int? ExtensionMonths = null);
