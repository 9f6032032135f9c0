using System.Globalization;
using IbmPlatform.Projects.Contracts;
using IbmPlatform.Reports.Following;
using IbmPlatform.Values;
using IbmPlatform.Values.Totals;

namespace IbmPlatform.Reports.Analytics;

/// <summary>Divides projects, their money and their months into rows.</summary>
internal sealed class AnalyticsTables(FollowedStore store, TimeProvider time)
{
    /// <summary>A table over the projects that a filter chooses.</summary>
    public async Task<AnalyticsTable> OfProjectsAsync(AnalyticsQuestion question, ProjectFilter? where, CancellationToken cancellationToken)
    {
        var projects = await store.ProjectsAsync(where, cancellationToken).ConfigureAwait(false);
        var facts = await LoadAsync(projects, question.By, cancellationToken).ConfigureAwait(false);
        return Table(facts, facts.Projects, question, null);
    }

    /// <summary>A table for each country over the projects that it is a beneficiary of.</summary>
    public async Task<IReadOnlyList<AnalyticsTable>> OfCountriesAsync(
        IReadOnlyList<string> countries, IReadOnlyList<Dimension> by, CancellationToken cancellationToken)
    {
        var question = AnalyticsQuestion.Of(by, FundingBasis.Contribution, Allocation.StatedShares, TotalQuestion.DefaultCurrency);
        var projects = await store.ProjectsInAsync(countries, cancellationToken).ConfigureAwait(false);
        var facts = await LoadAsync(projects, by, cancellationToken).ConfigureAwait(false);
        return
        [
            .. countries.Select(country =>
                Table(facts, [.. facts.Projects.Where(p => p.Beneficiaries.Any(c => c.Country == country))], question, country)),
        ];
    }

    private AnalyticsTable Table(Facts facts, IReadOnlyList<AnalyticsProject> projects, AnalyticsQuestion question, string? country)
    {
        var places = new Places(facts.Regions, question.Basis, store.Today, country);
        var groups = projects.SelectMany(project => Shares(project, places, question, country)).GroupBy(share => share.Keys, KeysComparer.Instance);
        var rows = groups.OrderBy(group => group.Key, KeysComparer.Instance).Select(group => Row([.. group], facts, question)).ToList();
        return new(question.By, time.GetUtcNow(), rows, () => Total(
            facts,
            question,
            [.. projects.Select(p => new RowShare([], p, country is null ? Place.Whole : p.PartOf(country), _ => true))]));
    }

    /// <summary>The rows that a project belongs to.</summary>
    private static IEnumerable<RowShare> Shares(AnalyticsProject project, Places places, AnalyticsQuestion question, string? country)
    {
        IEnumerable<IReadOnlyList<Place>> rows = [[]];
        foreach (var dimension in question.By)
        {
            var here = places.Of(project, dimension);
            rows = rows.SelectMany(row => here.Select(place => (IReadOnlyList<Place>)[.. row, place]));
        }
        var (donor, instrument) = (At(question.By, Dimension.Donor), At(question.By, Dimension.Instrument));
        if (donor >= 0 && instrument >= 0)
        {
            var pairs = places.Pairs(project);
            rows = rows.Where(row => pairs.Contains((row[donor].Key, row[instrument].Key)));
        }
        // Where countries are a dimension, the country's own part is its place's already.
        decimal? ofCountry = country is null || question.By.Contains(Dimension.Country) ? Place.Whole : project.PartOf(country);
        foreach (var row in rows)
        {
            var part = question.Allocation == Allocation.Whole ? Place.Whole : Place.Common([ofCountry, .. row.Select(place => place.Part)]);
            yield return new([.. row.Select(place => place.Key)], project, part, line => row.All(place => place.Counts?.Invoke(line) ?? true));
        }
    }

    private static AnalyticsRow Row(IReadOnlyList<RowShare> shares, Facts facts, AnalyticsQuestion question)
    {
        var cells = question.By.Select((dimension, i) =>
            new AnalyticsCell(dimension, shares[0].Keys[i], shares[0].Keys[i] is { } key ? facts.Names.GetValueOrDefault(key) : null)).ToList();
        var year = cells.Find(cell => cell.Dimension == Dimension.Year)?.Key;
        List<int> months = [.. shares.Select(s => MonthsOf(s.Project.Project.Period, year)).OfType<int>()];
        IReadOnlyList<string> notes = [.. shares.Select(s => Months.NoteOn(s.Project.Project.Id, s.Project.Project.Period)).OfType<string>()];
        return new(cells, shares.Count, months.Count == 0 ? null : months.Sum(), notes, new(() => Total(facts, question, shares)));
    }

    // A row of one year counts that year's months only, else a long project would count whole in each of its years.
    private static int? MonthsOf(Period? period, string? year) =>
        year is null ? Months.Of(period) : Months.InYear(period, int.Parse(year, CultureInfo.InvariantCulture));

    private static ExplainedTotal Total(Facts facts, AnalyticsQuestion question, IReadOnlyList<RowShare> shares)
    {
        var parts = shares.ToDictionary(s => s.Project.Project.Id, s => s.Part, StringComparer.Ordinal);
        var lines = shares.SelectMany(s => s.Project.Lines.Where(line => line.Basis == question.Basis && s.Counts(line)))
            .Select(line => line.ToTotalLine(line.ShareOf is { } whole ? facts.Amounts.GetValueOrDefault(whole) : null)).ToList();
        return TotalCalculator.Explain(
            new TotalQuestion(question.Basis, [.. parts.Keys]) { Currency = question.Currency, PartOfProject = id => parts[id] }, lines, facts.Rates);
    }

    private async Task<Facts> LoadAsync(IReadOnlyList<Project> projects, IReadOnlyList<Dimension> by, CancellationToken cancellationToken)
    {
        List<string> ids = [.. projects.Select(p => p.Id)];
        var lines = await store.LinesAsync(ids, cancellationToken).ConfigureAwait(false);
        var participations = by.Contains(Dimension.Donor) || by.Contains(Dimension.Instrument) || by.Contains(Dimension.Implementer)
            ? await store.ParticipationsAsync(ids, cancellationToken).ConfigureAwait(false)
            : null;
        var regions = by.Contains(Dimension.Region) ? await store.RegionsAsync(cancellationToken).ConfigureAwait(false) : [];
        List<AnalyticsProject> all = [.. projects.Select(p => new AnalyticsProject(p, [.. lines[p.Id]], [.. participations?[p.Id] ?? []]))];
        var shareOf = all.SelectMany(p => p.Lines).Select(l => l.ShareOf).OfType<string>();
        var amounts = await store.AmountsAsync(shareOf, cancellationToken).ConfigureAwait(false);
        var names = await store.NamesAsync(Entities(all, regions, by), cancellationToken).ConfigureAwait(false);
        return new(all, regions, amounts, names, await store.RatesAsync(cancellationToken).ConfigureAwait(false));
    }

    /// <summary>What rows of these dimensions can be about.</summary>
    private static IEnumerable<string> Entities(
        IReadOnlyList<AnalyticsProject> projects, IReadOnlyList<FollowedRegion> regions, IReadOnlyList<Dimension> by) =>
        by.SelectMany(dimension => dimension switch
        {
            Dimension.Country => projects.SelectMany(p => p.Beneficiaries).Select(c => c.Country),
            Dimension.Region => regions.Select(r => r.Id),
            Dimension.Donor => projects.SelectMany(p => p.Lines.Select(l => l.Donor).Concat(p.Participations.Select(t => t.Organisation))).OfType<string>(),
            Dimension.Instrument => projects.SelectMany(p => p.Lines).Select(l => l.Instrument).OfType<string>(),
            Dimension.Implementer => projects.SelectMany(p => p.Participations).Select(p => p.Organisation).OfType<string>(),
            Dimension.ThematicArea => projects.SelectMany(p => p.Project.Themes).Select(t => t.ThematicArea),
            Dimension.Programme => projects.Select(p => p.Project.Programme).OfType<string>(),
            _ => [],
        });

    private static int At(IReadOnlyList<Dimension> by, Dimension dimension) => by.ToList().IndexOf(dimension);

    /// <summary>What a table is computed from.</summary>
    private sealed record Facts(
        IReadOnlyList<AnalyticsProject> Projects, IReadOnlyList<FollowedRegion> Regions, IReadOnlyDictionary<string, Money> Amounts,
        IReadOnlyDictionary<string, LocalizedText> Names, IExchangeRates Rates);

    /// <summary>What a row counts of a project.</summary>
    private sealed record RowShare(IReadOnlyList<string?> Keys, AnalyticsProject Project, decimal? Part, Func<FollowedLine, bool> Counts);
}
