using System.Text.Json;
using IbmPlatform.Values;

namespace IbmPlatform.ServiceDefaults.DataSets;

/// <summary>
/// Reads the data set strictly into contract records and collects every fault. It also checks that what looks like the id of a record
/// of the data set is one.
/// </summary>
public sealed class DataSetReader(string folder)
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = true, MaxDepth = 64 };

    private readonly List<DataFault> faults = [];
    private readonly Dictionary<string, string> ids = new(StringComparer.Ordinal);
    private readonly List<(string File, string? Record, string Path, string Id)> references = [];
    private readonly HashSet<string> walked = new(StringComparer.Ordinal);

    /// <summary>Everything found wrong so far.</summary>
    public IReadOnlyList<DataFault> Faults => faults;

    /// <summary>What the data set says of itself.</summary>
    /// <exception cref="DataSetException">There is no data set, or it does not say.</exception>
    public DataSetInfo ReadInfo()
    {
        const string File = "dataset.json";
        using var json = Open(File);
        var info = json is null ? null : ReadRecord(File, json.RootElement, typeof(DataSetInfo)) as DataSetInfo;
        return info ?? throw new DataSetException(folder, faults);
    }

    /// <summary>The records of a file (one object, or an array of them) or of every file of a folder.</summary>
    public IReadOnlyList<T> Read<T>(string files)
        where T : class
    {
        var records = new List<T>();
        foreach (var file in Resolve(files))
        {
            using var json = Open(file);
            if (json is null)
                continue;
            if (walked.Add(file))
                Walk(file, json.RootElement);
            IEnumerable<JsonElement> elements = json.RootElement.ValueKind == JsonValueKind.Array ? json.RootElement.EnumerateArray() : [json.RootElement];
            records.AddRange(elements.Select(element => ReadRecord(file, element, typeof(T))).OfType<T>());
        }
        return records;
    }

    /// <summary>Ends the reading: reports ids that name no record, over all files of the data set.</summary>
    /// <exception cref="DataSetException">Anything was wrong in any file read.</exception>
    public void Complete()
    {
        foreach (var file in Directory.EnumerateFiles(folder, "*.json", SearchOption.AllDirectories).Select(Relative).Order(StringComparer.Ordinal))
        {
            if (walked.Contains(file))
                continue;
            using var json = Open(file);
            if (json is not null && walked.Add(file))
                Walk(file, json.RootElement);
        }
        // Only prefixes that the data set itself declares are ids of its records; other text with a slash is text.
        var prefixes = ids.Keys.Select(Prefix).ToHashSet(StringComparer.Ordinal);
        foreach (var (file, record, path, id) in references.Where(r => !ids.ContainsKey(r.Id) && prefixes.Contains(Prefix(r.Id))))
            faults.Add(new(file, record, path, $"\"{id}\" names no record of the data set."));
        if (faults.Count > 0)
            throw new DataSetException(folder, faults);
    }

    private object? ReadRecord(string file, JsonElement element, Type type)
    {
        var id = RecordId(element);
        return new StrictJson((path, problem) => faults.Add(new(file, id, path, problem))).Read(element, type, "$");
    }

    private void Walk(string file, JsonElement root)
    {
        var records = root.ValueKind == JsonValueKind.Array ? root.EnumerateArray().ToArray() : [root];
        foreach (var record in records)
            Walk(file, RecordId(record), record, "$");
    }

    private void Walk(string file, string? record, JsonElement json, string path)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var property in json.EnumerateObject())
                {
                    if (property.NameEquals("id") && property.Value.ValueKind == JsonValueKind.String)
                        Declare(file, record, $"{path}.id", property.Value.GetString()!);
                    else
                        Walk(file, record, property.Value, $"{path}.{property.Name}");
                }
                break;
            case JsonValueKind.Array:
                var index = 0;
                foreach (var item in json.EnumerateArray())
                    Walk(file, record, item, $"{path}[{index++}]");
                break;
            case JsonValueKind.String when EntityId.TryParse(json.GetString(), null, out _):
                references.Add((file, record, path, json.GetString()!));
                break;
        }
    }

    private void Declare(string file, string? record, string path, string id)
    {
        if (!EntityId.TryParse(id, null, out _))
            faults.Add(new(file, record, path, $"\"{id}\" is no id; expected a type, a slash and a name, as in project/bomca-9."));
        else if (!ids.TryAdd(id, file))
            faults.Add(new(file, record, path, $"\"{id}\" is declared already in {ids[id]}; an id stands once."));
    }

    private IEnumerable<string> Resolve(string files)
    {
        if (files.EndsWith(".json", StringComparison.Ordinal))
            return [files];
        var path = Path.Combine(folder, files);
        if (Directory.Exists(path))
            return Directory.EnumerateFiles(path, "*.json").Select(Relative).Order(StringComparer.Ordinal);
        faults.Add(new(files, null, "$", $"the folder {path} is missing."));
        return [];
    }

    private JsonDocument? Open(string file)
    {
        var path = Path.Combine(folder, file);
        try
        {
            using var stream = File.OpenRead(path);
            return JsonDocument.Parse(stream, Strict);
        }
        catch (JsonException e)
        {
            faults.Add(new(file, null, "$", $"is no JSON: {e.Message}"));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            faults.Add(new(file, null, "$", $"cannot be read: {e.Message}"));
        }
        return null;
    }

    private string Relative(string path) => Path.GetRelativePath(folder, path).Replace('\\', '/');

    private static string? RecordId(JsonElement element) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty("id", out var id) && id.ValueKind == JsonValueKind.String
            ? id.GetString()
            : null;

    private static string Prefix(string id) => id[..id.IndexOf('/', StringComparison.Ordinal)];
}
