using IbmPlatform.Values;

namespace IbmPlatform.Reports;

/// <summary>Kinds of entities that are found and whose changes are told.</summary>
internal enum EntityType
{
    Programme,
    Project,
    ThematicArea,
    SourceDocument,
    Organisation,
    Participation,
    Contribution,
    Budget,
    Transaction,
    Instrument,
    Report,
    Publication,
    Country,
    Region,
    Border,
    BorderArea,
    Process,
}

internal static class EntityTypes
{
    /// <summary>The kind that an id's prefix names.</summary>
    public static EntityType Of(string id) => EntityId.Parse(id).Type switch
    {
        "programme" => EntityType.Programme,
        "project" => EntityType.Project,
        "thematic-area" => EntityType.ThematicArea,
        "document" => EntityType.SourceDocument,
        "organisation" => EntityType.Organisation,
        "participation" => EntityType.Participation,
        "contribution" => EntityType.Contribution,
        "budget" => EntityType.Budget,
        "transaction" => EntityType.Transaction,
        "instrument" => EntityType.Instrument,
        "report" => EntityType.Report,
        "publication" => EntityType.Publication,
        "country" => EntityType.Country,
        "region" => EntityType.Region,
        "border" => EntityType.Border,
        "border-area" => EntityType.BorderArea,
        "process" => EntityType.Process,
        var other => throw new ArgumentException($"{id}: there is no kind of entity \"{other}\".", nameof(id)),
    };
}
