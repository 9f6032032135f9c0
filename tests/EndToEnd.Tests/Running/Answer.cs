using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace IbmPlatform.EndToEnd.Tests.Running;

/// <summary>What an endpoint answered.</summary>
internal sealed record Answer(JsonElement Data, IReadOnlyList<JsonElement> Errors)
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary><c>data</c> byte for byte as it came.</summary>
    public string DataText => Data.ValueKind == JsonValueKind.Undefined ? "" : Data.GetRawText();

    /// <summary><c>data</c> in lines that a reviewer can read; members stay in their order.</summary>
    public string ReadableData => JsonSerializer.Serialize(Data, Readable) + "\n";

    public static Answer Parse(byte[] body)
    {
        using var document = JsonDocument.Parse(body);
        var root = document.RootElement.Clone();
        return new(
            root.TryGetProperty("data", out var data) ? data : default,
            root.TryGetProperty("errors", out var errors) ? [.. errors.EnumerateArray()] : []);
    }

    /// <summary>The one value at a path such as <c>project.budgets.0.amount</c>.</summary>
    public JsonElement One(string path) => Assert.Single(At(path));

    /// <summary>The text at a path; null where the value is null.</summary>
    public string? Text(string path) => One(path) is { ValueKind: not JsonValueKind.Null } value ? value.ToString() : null;

    /// <summary>The number at a path.</summary>
    public int Number(string path) => One(path).GetInt32();

    /// <summary>The values at a path in which <c>*</c> stands for every item of a list, as text.</summary>
    public IReadOnlyList<string?> Texts(string path) => [.. At(path).Select(value => value.ValueKind == JsonValueKind.Null ? null : value.ToString())];

    /// <summary>The values at a path in which <c>*</c> stands for every item of a list.</summary>
    public IReadOnlyList<JsonElement> At(string path)
    {
        List<JsonElement> values = [Data];
        foreach (var segment in path.Split('.'))
            values = [.. values.SelectMany(value => Step(value, segment, path))];
        return values;
    }

    private static List<JsonElement> Step(JsonElement value, string segment, string path)
    {
        if (segment == "*")
            return [.. value.EnumerateArray()];
        if (int.TryParse(segment, NumberStyles.None, CultureInfo.InvariantCulture, out var index))
            return [value[index]];
        Assert.True(value.ValueKind == JsonValueKind.Object, $"There is no \"{segment}\" of {path}: {value.GetRawText()} stands there.");
        return [value.GetProperty(segment)];
    }
}
