using System.Globalization;
using IbmPlatform.Projects.Contracts;
using IbmPlatform.ServiceDefaults.Filtering;
using IbmPlatform.Values;

namespace IbmPlatform.Projects.Writing;

/// <summary>Gives what a patch says its claims. Those of a country stand in the country, and with the project once the country is removed.</summary>
internal static class ProjectClaims
{
    private static readonly string[] PeriodFields = ["period.start", "period.end", "period.durationMonths", "period.extensionMonths"];
    private static readonly string[] CountryFields = ["country", "role", "sharePercent"];

    /// <summary>The project after the patch, with claims and conflicts that agree with it.</summary>
    public static Project Restate(Project before, Project after, ProjectPatch patch, Statement statement)
    {
        var book = new ClaimBook(
            after.Id,
            [.. before.Claims, .. before.Countries.SelectMany(c => c.Claims.Select(claim => claim with { Field = Prefix(c) + claim.Field }))],
            [.. before.Conflicts, .. before.Countries.SelectMany(c => c.Conflicts.Select(conflict => conflict with { Field = Prefix(c) + conflict.Field }))]);
        var (held, holds) = (Facts(before), Facts(after));
        foreach (var field in Stated(patch))
            book.Restate(field, held.GetValueOrDefault(field) ?? [], holds.GetValueOrDefault(field) ?? [], statement);
        foreach (var field in Removed(patch, after).SelectMany(code => CountryFields[1..].Select(name => Path(code, name))))
            book.Forget(field);
        return Spread(after, book);
    }

    private static IEnumerable<string> Stated(ProjectPatch patch) =>
    [
        .. patch.Name.IsGiven ? ["name"] : Array.Empty<string>(),
        .. patch.Acronym.IsGiven ? ["acronym"] : Array.Empty<string>(),
        .. patch.Phase.IsGiven ? ["phase"] : Array.Empty<string>(),
        .. patch.Period.IsGiven ? PeriodFields : [],
        .. (patch.Countries?.Put ?? []).SelectMany(country => CountryFields.Select(name => Path(country.Code, name))),
        .. (patch.Countries?.Remove ?? []).Distinct(StringComparer.Ordinal).Select(code => Path(code, CountryFields[0])),
    ];

    private static IEnumerable<string> Removed(ProjectPatch patch, Project after) =>
        (patch.Countries?.Remove ?? []).Where(code => after.Countries.All(c => CodeOf(c) != code));

    private static Dictionary<string, IReadOnlyList<string>> Facts(Project project)
    {
        var facts = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal)
        {
            ["name"] = [.. project.Name.Translations.Select(t => t.Text)],
        };
        Add("acronym", project.Acronym);
        Add("phase", project.Phase?.ToString(CultureInfo.InvariantCulture));
        Add("period.start", project.Period?.Start?.ToString());
        Add("period.end", project.Period?.End?.ToString());
        Add("period.durationMonths", project.Period?.DurationMonths?.ToString(CultureInfo.InvariantCulture));
        Add("period.extensionMonths", project.Period?.ExtensionMonths?.ToString(CultureInfo.InvariantCulture));
        foreach (var country in project.Countries)
        {
            Add(Prefix(country) + "country", country.Country);
            Add(Prefix(country) + "role", BsonNames.Of(country.Role));
            Add(Prefix(country) + "sharePercent", country.SharePercent?.ToString(CultureInfo.InvariantCulture));
        }
        return facts;

        void Add(string field, string? value)
        {
            if (value is not null)
                facts[field] = [value];
        }
    }

    private static Project Spread(Project project, ClaimBook book)
    {
        var prefixes = project.Countries.Select(Prefix).ToList();
        return project with
        {
            Claims = [.. book.Claims.Where(claim => !prefixes.Any(prefix => IsBelow(claim.Field, prefix)))],
            Conflicts = [.. book.Conflicts.Where(conflict => !prefixes.Any(prefix => IsBelow(conflict.Field, prefix)))],
            Countries =
            [
                .. project.Countries.Select(country => country with
                {
                    Claims = [.. book.Claims.Where(claim => IsBelow(claim.Field, Prefix(country))).Select(claim => claim with { Field = claim.Field[Prefix(country).Length..] })],
                    Conflicts = [.. book.Conflicts.Where(c => IsBelow(c.Field, Prefix(country))).Select(c => c with { Field = c.Field[Prefix(country).Length..] })],
                }),
            ],
        };
    }

    private static bool IsBelow(string field, string prefix) => field.StartsWith(prefix, StringComparison.Ordinal);

    private static string Prefix(ProjectCountry country) => Path(CodeOf(country), "");

    private static string Path(string code, string field) => $"countries[{code}].{field}";

    private static string CodeOf(ProjectCountry country) => EntityId.Parse(country.Country).Key;
}
