using IbmPlatform.Countries.Contracts;
using IbmPlatform.Funding.Contracts;
using IbmPlatform.Projects.Contracts;
using IbmPlatform.Stakeholders.Contracts;
using IbmPlatform.Values;

namespace IbmPlatform.Reports.Tests;

/// <summary>Writes the events that other services would publish.</summary>
internal static class EventSource
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);

    public static ProjectChanged Changed(Project state, int version = 1, long sequence = 1, long epoch = 1) => new(
        "projects/project", epoch, sequence, state.Id, version, Noon.AddMinutes(version), null, version == 1 ? ChangeKind.Created : ChangeKind.Updated, [], state);

    public static ProjectChanged Removed(string project, int version, long sequence) =>
        new("projects/project", 1, sequence, project, version, Noon.AddMinutes(version), null, ChangeKind.Deleted, [], null);

    public static OrganisationChanged Changed(Organisation state, int version = 1) =>
        new("stakeholders/organisation", 1, version, state.Id, version, Noon.AddMinutes(version), null, ChangeKind.Created, [], state);

    public static ContributionChanged Changed(Contribution state, int version = 1, long sequence = 1) =>
        new("funding/contribution", 1, sequence, state.Id, version, Noon.AddMinutes(version), null, ChangeKind.Created, [], state);

    public static BudgetChanged Changed(Budget state) =>
        new("funding/budget", 1, 1, state.Id, 1, Noon, null, ChangeKind.Created, [], state);

    public static TransactionChanged Changed(Transaction state) =>
        new("funding/transaction", 1, 1, state.Id, 1, Noon, null, ChangeKind.Created, [], state);

    public static ExchangeRateChanged Changed(ExchangeRate state) =>
        new("funding/exchange-rate", 1, 1, state.Id, 1, Noon, null, ChangeKind.Created, [], state);

    public static RegionChanged Changed(Region state) =>
        new("countries/region", 1, 1, state.Id, 1, Noon, null, ChangeKind.Created, [], state);

    public static Project Project(string slug, string name, string? start = null, string? end = null, params (string Country, decimal? Share)[] countries) => new()
    {
        Id = $"project/{slug}",
        Slug = slug,
        Name = LocalizedText.Original(name),
        Period = start is null && end is null
            ? null
            : new Period(start is null ? null : PartialDate.Parse(start), end is null ? null : PartialDate.Parse(end)),
        Countries = [.. countries.Select(c => new ProjectCountry { Country = $"country/{c.Country}", Role = CountryRole.Beneficiary, SharePercent = c.Share })],
        Publication = PublicationState.Published,
    };

    public static Contribution Contribution(string project, string donor, Money? amount = null, string? instrument = null) => new()
    {
        Id = $"contribution/{project}/{donor}",
        Project = $"project/{project}",
        Donor = $"organisation/{donor}",
        Instrument = instrument is null ? null : $"instrument/{instrument}",
        Amount = amount,
    };
}
