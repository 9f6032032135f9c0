using IbmPlatform.Countries.Contracts;
using IbmPlatform.Funding.Contracts;
using IbmPlatform.Projects.Contracts;
using IbmPlatform.Reports.Contracts;
using IbmPlatform.Stakeholders.Contracts;
using IbmPlatform.Values;

namespace IbmPlatform.Reports.Search;

/// <summary>Reads the names and texts of every kind of entity, in all languages.</summary>
internal static class Passages
{
    public static IEnumerable<Passage> Of(object state) => state switch
    {
        Project project => Of(project),
        Programme programme =>
        [
            .. In("name", programme.Name), .. Plain("acronym", programme.Acronym),
            .. programme.Descriptions.SelectMany(d => In("descriptions", d.Text)),
        ],
        ThematicArea area => In("name", area.Name),
        SourceDocument document => [.. In("title", document.Title), .. Plain("file", document.File)],
        Organisation organisation =>
        [
            .. In("name", organisation.Name), .. Plain("acronym", organisation.Acronym), .. organisation.Aliases.SelectMany(a => Plain("aliases", a)),
            .. In("description", organisation.Description),
        ],
        Participation participation => Plain("organisationLabel", participation.OrganisationLabel),
        Instrument instrument =>
            [.. In("name", instrument.Name), .. Plain("code", instrument.Code), .. instrument.Aliases.SelectMany(a => Plain("aliases", a))],
        Publication publication => In("title", publication.Title),
        Report report => In("title", report.Title),
        Country country =>
        [
            .. In("name", country.Name), .. country.OtherNames.SelectMany(n => In("otherNames", n)), .. Plain("code", country.Code),
            .. Plain("alpha3", country.Alpha3),
        ],
        Region region => In("name", region.Name),
        BorderArea area => [.. In("name", area.Name), .. area.Aliases.SelectMany(a => Plain("aliases", a))],
        Process process => In("name", process.Name),
        _ => throw new ArgumentException($"{state.GetType()} has no texts that search reads.", nameof(state)),
    };

    private static IEnumerable<Passage> Of(Project project) =>
    [
        .. In("name", project.Name), .. project.OtherNames.SelectMany(n => In("otherNames", n)), .. Plain("acronym", project.Acronym),
        .. project.Descriptions.SelectMany(d => In("descriptions", d.Text)), .. project.Requirements.SelectMany(r => In("requirements", r)),
        .. project.Objectives.SelectMany(o => In("objectives", o.Text)),
        .. project.Components.SelectMany(c => In("components", c.Title).Concat(In("components", c.Description))),
        .. project.Results.SelectMany(r => In("results", r.Title).Concat(r.Indicators.SelectMany(i => In("results", i.Title)))),
        .. project.Activities.SelectMany(a => In("activities", a.Title)), .. project.TargetGroups.SelectMany(g => In("targetGroups", g.Text)),
        .. project.FinalBeneficiaries.SelectMany(g => In("finalBeneficiaries", g.Text)), .. project.Links.SelectMany(l => In("links", l.Label)),
        .. project.Identifiers.SelectMany(i => Plain("identifiers", i.Code)),
    ];

    private static IEnumerable<Passage> In(string field, LocalizedText? text) =>
        text is null ? [] : text.Translations.Select(t => new Passage(field, t.Text, t.Language));

    private static IEnumerable<Passage> Plain(string field, string? text) => text is null ? [] : [new(field, text)];
}
