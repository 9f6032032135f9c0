using System.Text.Json;
using System.Text.Json.Nodes;
using IbmPlatform.Countries.Contracts;
using IbmPlatform.Funding.Contracts;
using IbmPlatform.Projects.Contracts;
using IbmPlatform.Reports.Contracts;
using IbmPlatform.Stakeholders.Contracts;
using IbmPlatform.Testing;
using IbmPlatform.Values;

namespace IbmPlatform.Conformance.Tests.Data;

/// <summary>All files of <c>data/</c>, read strictly into the contracts, and once more as plain JSON for checks that hold for every kind.</summary>
internal static class DataSet
{
    private static readonly List<DataRecord> Found = [];

    public static DataSetInfo Info { get; } = JsonSerializer.Deserialize<DataSetInfo>(Text("dataset.json"), ValuesJson.Options)!;

    public static IReadOnlyList<SourceDocument> Documents { get; } = Read<SourceDocument>("documents.json");
    public static IReadOnlyList<Project> Projects { get; } = ReadProjects();
    public static IReadOnlyList<Programme> Programmes { get; } = Read<Programme>("programmes.json");
    public static IReadOnlyList<ThematicArea> ThematicAreas { get; } = Read<ThematicArea>("thematic-areas.json");
    public static IReadOnlyList<Country> Countries { get; } = Read<Country>("reference/countries.json");
    public static IReadOnlyList<Region> UnRegions { get; } = Read<Region>("reference/regions.json");
    public static IReadOnlyList<Region> Regions { get; } = Read<Region>("regions.json");
    public static IReadOnlyList<Border> Borders { get; } = Read<Border>("borders.json");
    public static IReadOnlyList<BorderArea> BorderAreas { get; } = Read<BorderArea>("border-areas.json");
    public static IReadOnlyList<Process> Processes { get; } = Read<Process>("processes.json");
    public static IReadOnlyList<Organisation> Organisations { get; } = Read<Organisation>("organisations.json");
    public static IReadOnlyList<Participation> Participations { get; } = Read<Participation>("participations.json");
    public static IReadOnlyList<ParticipationClaims> ParticipationClaims { get; } = Read<ParticipationClaims>("participation-claims.json");
    public static IReadOnlyList<Instrument> Instruments { get; } = Read<Instrument>("instruments.json");
    public static IReadOnlyList<Budget> Budgets { get; } = Read<Budget>("budgets.json");
    public static IReadOnlyList<Contribution> Contributions { get; } = Read<Contribution>("contributions.json");
    public static IReadOnlyList<Publication> Publications { get; } = Read<Publication>("publications.json");

    /// <summary>Every record of every file as JSON, in the order of the files. Last, so that all files have been read.</summary>
    public static IReadOnlyList<DataRecord> Records { get; } = [.. Found];

    /// <summary>The records that a person wrote: all but those that a script makes.</summary>
    public static IEnumerable<DataRecord> Compiled => Records.Where(record => !record.File.StartsWith("reference/", StringComparison.Ordinal));

    public static Project Project(string slug) => Projects.Single(project => project.Slug == slug);

    private static List<Project> ReadProjects()
    {
        var files = Directory.GetFiles(RepositoryRoot.Combine("data", "projects"), "*.json").Order(StringComparer.Ordinal);
        return [.. files.SelectMany(file => Read<Project>("projects/" + Path.GetFileName(file)))];
    }

    private static List<T> Read<T>(string file)
    {
        var json = JsonNode.Parse(Text(file))!;
        var items = json as JsonArray ?? new JsonArray(json.DeepClone());
        foreach (var item in items)
            Found.Add(new DataRecord(file, item!.AsObject()));
        return [.. items.Select(item => Strictly<T>(file, item!))];
    }

    private static T Strictly<T>(string file, JsonNode item)
    {
        try
        {
            return item.Deserialize<T>(ValuesJson.Options)!;
        }
        catch (JsonException fault)
        {
            throw new InvalidDataException($"data/{file}, record {item["id"]}, {fault.Path}: {fault.Message}", fault);
        }
    }

    private static string Text(string file) => File.ReadAllText(RepositoryRoot.Combine("data", file));
}

/// <summary>One record of a data file.</summary>
internal sealed record DataRecord(string File, JsonObject Json)
{
    public string Id => Json["id"]!.GetValue<string>();
}
