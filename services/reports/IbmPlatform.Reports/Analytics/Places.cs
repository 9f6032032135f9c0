using System.Globalization;
using IbmPlatform.Projects.Contracts;
using IbmPlatform.Reports.Following;
using IbmPlatform.ServiceDefaults.Filtering;
using IbmPlatform.Stakeholders.Contracts;
using IbmPlatform.Values;
using IbmPlatform.Values.Totals;

namespace IbmPlatform.Reports.Analytics;

/// <summary>Says where projects belong in each dimension.</summary>
/// <param name="regions">All regions.</param>
/// <param name="basis">Which money is divided.</param>
/// <param name="today">The day of the status.</param>
/// <param name="onlyCountry">The one country that the table is about; null: all.</param>
internal sealed class Places(IReadOnlyList<FollowedRegion> regions, FundingBasis basis, PartialDate today, string? onlyCountry)
{
    public IReadOnlyList<Place> Of(AnalyticsProject project, Dimension dimension) => dimension switch
    {
        Dimension.Country => Countries(project),
        Dimension.Region => Regions(project),
        Dimension.Donor => Payers(project, Pairs(project).Select(p => p.Donor), line => line.Donor, hasPayer: basis != FundingBasis.Budget),
        Dimension.Instrument => Payers(
            project, Pairs(project).Select(p => p.Instrument), line => line.Instrument, hasPayer: basis == FundingBasis.Contribution),
        Dimension.Implementer => Place.Unshared(project.Participations
            .Where(p => p.IatiRole == IatiOrganisationRole.Implementing && p.Organisation is not null).Select(p => p.Organisation)),
        Dimension.ThematicArea => Place.Shared(
            [.. project.Project.Themes.DistinctBy(t => t.ThematicArea, StringComparer.Ordinal).Select(t => (t.ThematicArea, t.SharePercent))]),
        Dimension.Programme => [new(project.Project.Programme)],
        Dimension.StartYear => [new(project.Project.Period?.Start is { } start ? Year(start.Year) : null)],
        Dimension.Year => Place.Unshared(Years(project.Project.Period)),
        Dimension.Status => [new(BsonNames.Of(ProjectStatusRule.On(project.Project.Period, today)))],
        _ => throw new ArgumentOutOfRangeException(nameof(dimension), dimension, "Analytics know ten dimensions."),
    };

    /// <summary>
    /// Who pays through what: each contribution's donor and instrument (each transaction's provider, where transactions are divided), and
    /// the donors that take part without any. Donors and instruments stand together in a row only where a line brings them together.
    /// </summary>
    public IReadOnlySet<(string? Donor, string? Instrument)> Pairs(AnalyticsProject project)
    {
        var pairs = project.Lines
            .Where(l => l.Basis == FundingBasis.Contribution || (l.Basis == basis && basis != FundingBasis.Budget))
            .Select(l => (l.Donor, l.Instrument)).ToHashSet();
        var paying = pairs.Select(p => p.Donor).OfType<string>().ToHashSet(StringComparer.Ordinal);
        foreach (var donor in project.Participations.Where(p => p.Role == ParticipationRole.Donor).Select(p => p.Organisation).OfType<string>())
        {
            if (paying.Add(donor))
                pairs.Add((donor, null));
        }
        if (pairs.Count == 0)
            pairs.Add((null, null));
        return pairs;
    }

    private IReadOnlyList<Place> Countries(AnalyticsProject project) => onlyCountry is { } country
        ? [new(country, project.PartOf(country))]
        : project.Beneficiaries.Count == 0 ? [new(null)] : [.. project.Beneficiaries.Select(c => new Place(c.Country, project.PartOf(c.Country)))];

    // A region's part is the sum of its countries' parts; a project all of whose countries are in the region is whole there.
    private List<Place> Regions(AnalyticsProject project)
    {
        var places = new List<Place>();
        foreach (var region in regions)
        {
            List<decimal?> inside = [.. project.Beneficiaries.Where(c => region.Countries.Contains(c.Country)).Select(c => c.SharePercent)];
            if (inside.Count == project.Beneficiaries.Count && inside.Count > 0)
                places.Add(new(region.Id));
            else if (inside.Count > 0)
                places.Add(new(region.Id, inside.Contains(null) ? null : inside.Sum()));
        }
        return places.Count == 0 ? [new(null)] : places;
    }

    /// <summary>A donor's or instrument's row counts the lines that name it; lines that name nobody go by the shares of contributions.</summary>
    private static IReadOnlyList<Place> Payers(
        AnalyticsProject project, IEnumerable<string?> keys, Func<FollowedLine, string?> payerOf, bool hasPayer)
    {
        List<string?> distinct = [.. keys.Distinct(StringComparer.Ordinal)];
        return hasPayer
            ? [.. distinct.Select(key => new Place(key, Place.Whole, line => payerOf(line) == key))]
            : [.. distinct.Select(key => new Place(key, PartPaid(project, key, payerOf) ?? (distinct.Count == 1 ? Place.Whole : null)))];
    }

    private static decimal? PartPaid(AnalyticsProject project, string? key, Func<FollowedLine, string?> payerOf)
    {
        List<FollowedLine> given = [.. project.Lines.Where(l => l.Basis == FundingBasis.Contribution && payerOf(l) == key)];
        return given.Count > 0 && given.TrueForAll(l => l.SharePercent is not null) && given.DistinctBy(l => l.ShareOf, StringComparer.Ordinal).Count() == 1
            ? given.Sum(l => l.SharePercent)
            : null;
    }

    private static IEnumerable<string?> Years(Period? period)
    {
        if ((period?.Start ?? period?.End) is not { } first)
            return [];
        var last = (period?.End ?? first).Year;
        return Enumerable.Range(first.Year, Math.Max(1, last - first.Year + 1)).Select(Year);
    }

    private static string Year(int year) => year.ToString("0000", CultureInfo.InvariantCulture);
}
