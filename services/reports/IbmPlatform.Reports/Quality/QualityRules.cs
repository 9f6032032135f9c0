using IbmPlatform.Projects.Contracts;
using IbmPlatform.Reports.Analytics;
using IbmPlatform.Reports.Overlaps;
using IbmPlatform.Stakeholders.Contracts;
using IbmPlatform.Values;

namespace IbmPlatform.Reports.Quality;

/// <summary>The rules, in the order of their findings. What no source states is a gap to be told, never a fault to be filled in.</summary>
internal static class QualityRules
{
    public static IReadOnlyList<Func<QualityFacts, IEnumerable<DataQualityFinding>>> All { get; } =
    [
        PeriodStated, EndAfterStart, DurationFitsDates, CountriesStated, SharesStated, SharesAddUp, ImplementerStated, DonorStated, AmountStated,
        ObjectivesStated, ThemesStated, ConflictsDecided, SourcesClear, DocumentsLicensed,
    ];

    private static IEnumerable<DataQualityFinding> PeriodStated(QualityFacts facts)
    {
        if (facts.Project.Period?.Start is null)
            yield return Warning("period-stated", "period.start", "No source states when the project starts.");
        if (facts.Project.Period?.End is null)
            yield return Warning("period-stated", "period.end", "No source states when the project ends.");
    }

    private static IEnumerable<DataQualityFinding> EndAfterStart(QualityFacts facts)
    {
        if (facts.Project.Period is { Start: { } start, End: { } end } && end.Latest < start.Earliest)
            yield return Error("end-after-start", "period.end", $"The project ends on {end}, before it starts on {start}.");
    }

    private static IEnumerable<DataQualityFinding> DurationFitsDates(QualityFacts facts)
    {
        if (facts.Project.Period is { Start: { } start, End: { } end, DurationMonths: not null } period
            && Months.Between(start, end) is { } between && Months.Of(period) is { } stated && between != stated)
        {
            yield return Error(
                "duration-fits-dates", "period.durationMonths", $"The duration is {stated} months with its extension, and from {start} to {end} it is {between}.");
        }
    }

    private static IEnumerable<DataQualityFinding> CountriesStated(QualityFacts facts)
    {
        if (facts.Beneficiaries.Count == 0)
            yield return Warning("countries-stated", "countries", "No source states which countries the project is for.");
    }

    private static IEnumerable<DataQualityFinding> SharesStated(QualityFacts facts)
    {
        List<string> without = [.. facts.Beneficiaries.Where(c => c.SharePercent is null).Select(c => c.Country)];
        if (facts.Beneficiaries.Count > 1 && without.Count > 0)
        {
            yield return Information(
                "country-shares-stated", "countries.sharePercent",
                $"No source states the part of the project that is for {Sentences.Named(without, facts.Names)}; totals of these countries leave its money out.");
        }
    }

    private static IEnumerable<DataQualityFinding> SharesAddUp(QualityFacts facts)
    {
        var sum = facts.Beneficiaries.Sum(c => c.SharePercent ?? 0);
        if (sum > 100 || (sum != 100 && facts.Beneficiaries.Count > 0 && facts.Beneficiaries.All(c => c.SharePercent is not null)))
            yield return Error("country-shares-add-up", "countries.sharePercent", FormattableString.Invariant($"The countries' shares add up to {sum} %, not to 100 %."));
    }

    private static IEnumerable<DataQualityFinding> ImplementerStated(QualityFacts facts)
    {
        if (!facts.Participations.Any(p => p.IatiRole == IatiOrganisationRole.Implementing))
            yield return Warning("implementer-stated", "participations", "No source names who implements the project.");
    }

    private static IEnumerable<DataQualityFinding> DonorStated(QualityFacts facts)
    {
        if (!facts.Participations.Any(p => p.Role == ParticipationRole.Donor) && !facts.Lines.Any(l => l.Donor is not null))
            yield return Warning("donor-stated", "contributions", "No source names who pays for the project.");
    }

    private static IEnumerable<DataQualityFinding> AmountStated(QualityFacts facts)
    {
        if (!facts.Lines.Any(l => l.Amount is not null))
            yield return Warning("amount-stated", "funding", "No source states an amount of money for the project.");
    }

    private static IEnumerable<DataQualityFinding> ObjectivesStated(QualityFacts facts)
    {
        if (facts.Project.Objectives.Count == 0)
            yield return Information("objectives-stated", "objectives", "No source states an objective of the project.");
    }

    private static IEnumerable<DataQualityFinding> ThemesStated(QualityFacts facts)
    {
        if (facts.Project.Themes.Count == 0)
            yield return Information("themes-stated", "themes", "No source states the project's thematic areas.");
    }

    private static IEnumerable<DataQualityFinding> ConflictsDecided(QualityFacts facts)
    {
        var followed = facts.Project.Claims.Where(c => c.Followed).Select(c => c.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var conflict in facts.Project.Conflicts)
        {
            var decided = conflict.Claims.Any(followed.Contains);
            yield return decided
                ? Information("sources-agree", conflict.Field, $"Sources disagree on {conflict.Field}. {conflict.Explanation}")
                : Warning("conflict-decided", conflict.Field, $"Sources disagree on {conflict.Field} and the record follows none of them. {conflict.Explanation}");
        }
    }

    private static IEnumerable<DataQualityFinding> SourcesClear(QualityFacts facts)
    {
        foreach (var claim in QualityFacts.ClaimsOf(facts.Project).OrderBy(c => c.Id, StringComparer.Ordinal))
        {
            if (claim.Kind == ClaimKind.Ambiguous)
                yield return Information("source-clear", claim.Field, $"The source of {claim.Field} can be read in several ways.{Note(claim)}");
            if (claim.Kind == ClaimKind.EmptyHeading)
                yield return Information("heading-filled", claim.Field, $"The source has a heading for {claim.Field} and nothing under it.{Note(claim)}");
        }
    }

    private static IEnumerable<DataQualityFinding> DocumentsLicensed(QualityFacts facts) =>
        facts.Documents.Where(d => d.Licence is null).Select(d => Information(
            "document-licensed", "claims.sources", $"Facts are read from “{d.Title.For(["en"]).Text}” ({d.Id}), which states no licence."));

    private static string Note(Claim claim) => claim.Note is null ? "" : " " + claim.Note;

    private static DataQualityFinding Error(string rule, string field, string message) => new(rule, DataQualitySeverity.Error, field, message);

    private static DataQualityFinding Warning(string rule, string field, string message) => new(rule, DataQualitySeverity.Warning, field, message);

    private static DataQualityFinding Information(string rule, string field, string message) => new(rule, DataQualitySeverity.Information, field, message);
}
