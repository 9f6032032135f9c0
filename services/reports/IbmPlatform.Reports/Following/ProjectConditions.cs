using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Projects.Contracts;
using IbmPlatform.ServiceDefaults.Filtering;
using IbmPlatform.Values;

namespace IbmPlatform.Reports.Following;

/// <summary>
/// Turns a project filter into conditions on the kept projects, so that a filter finds here what it finds with the projects service;
/// relations to others' records are <see cref="ProjectChoice"/>'s.
/// </summary>
internal static class ProjectConditions
{
    public const string Countries = "state.project.countries";

    public static IEnumerable<BsonDocument> OnOwnFields(ProjectFilter filter, PartialDate today)
    {
        if (filter.Id is { } id)
            yield return Conditions.On("_id", id);
        if (filter.Slug is { } slug)
            yield return Conditions.On("state.project.slug", slug);
        if (filter.Name is { } name)
            yield return Conditions.On(["state.project.name.translations.text", "state.project.otherNames.translations.text"], name);
        if (filter.Acronym is { } acronym)
            yield return Conditions.On("state.project.acronym", acronym);
        if (filter.Phase is { } phase)
            yield return Conditions.On("state.project.phase", phase);
        if (filter.Status is { } status)
            yield return StatusCondition.On(status.In, status.On ?? today);
        if (filter.Period is { } period)
            yield return Conditions.On("state.start", "state.end", period);
        if (filter.UpdatedAt is { } updatedAt)
            yield return Conditions.On("state.updatedAt", updatedAt);
        if (filter.Programme?.Id is { } programme)
            yield return Conditions.On("state.project.programme", programme);
        if (filter.Countries is { } countries)
            yield return Conditions.OnElements(Countries, countries.Some, countries.Every, countries.None, OnCountry);
        if (filter.ThematicAreas is { } areas)
            yield return Conditions.OnElements("state.project.themes", areas.Some, areas.Every, areas.None, OnTheme);
        if (filter.BorderAreas is { } border)
            yield return Conditions.OnIds("state.project.borderAreas", border.Some, border.Every, border.None, f => f.Id);
    }

    private static BsonDocument OnCountry(ProjectCountryFilter filter) => Conditions.And(
    [
        filter.Code is { } code ? Conditions.On("country", code, prefix: "country/") : [],
        filter.Role is { } role ? new BsonDocument("role", BsonNames.Of(role)) : [],
    ]);

    private static BsonDocument OnTheme(ThematicAreaFilter filter) => Conditions.And(
    [
        filter.Id is { } id ? Conditions.On("thematicArea", id) : [],
        filter.Horizontal is { } horizontal ? new BsonDocument("horizontal", horizontal) : [],
    ]);
}
