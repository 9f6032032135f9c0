using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Projects.Contracts;
using IbmPlatform.ServiceDefaults.Filtering;
using IbmPlatform.Values;

namespace IbmPlatform.Projects;

/// <summary>Turns what stands in a project's own document into conditions; relations to others' records are the store's.</summary>
internal static class ProjectConditions
{
    public static IEnumerable<BsonDocument> OnOwnFields(ProjectFilter filter, PartialDate today)
    {
        if (filter.Id is { } id)
            yield return Conditions.On("_id", id);
        if (filter.Slug is { } slug)
            yield return Conditions.On("state.slug", slug);
        if (filter.Name is { } name)
            yield return Conditions.On(["state.name.translations.text", "state.otherNames.translations.text"], name);
        if (filter.Acronym is { } acronym)
            yield return Conditions.On("state.acronym", acronym);
        if (filter.Phase is { } phase)
            yield return Conditions.On("state.phase", phase);
        if (filter.Status is { } status)
            yield return StatusCondition.On(status.In, status.On ?? today);
        if (filter.Period is { } period)
            yield return Conditions.On("keys.start", "keys.end", period);
        if (filter.UpdatedAt is { } updatedAt)
            yield return Conditions.On("updatedAt", updatedAt);
        if (filter.Programme?.Id is { } programme)
            yield return Conditions.On("state.programme", programme);
        if (filter.Countries is { } countries)
            yield return Conditions.OnElements("state.countries", countries.Some, countries.Every, countries.None, OnCountry);
        if (filter.ThematicAreas is { } areas)
            yield return Conditions.OnElements("state.themes", areas.Some, areas.Every, areas.None, OnTheme);
        if (filter.BorderAreas is { } border)
            yield return Conditions.OnIds("state.borderAreas", border.Some, border.Every, border.None, f => f.Id);
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
