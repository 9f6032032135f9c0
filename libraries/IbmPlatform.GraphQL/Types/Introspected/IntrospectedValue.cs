using System.Text.Json;

namespace IbmPlatform.GraphQL.Types.Introspected;

/// <summary>A value of an introspection result with its path. What is not as expected becomes a fault, and reading goes on.</summary>
internal readonly record struct IntrospectedValue(JsonElement Json, string Path, List<string> Faults)
{
    /// <summary>A member that must be an object.</summary>
    public IntrospectedValue? Member(string name) => Find(name) switch
    {
        { Json.ValueKind: JsonValueKind.Object } found => found,
        var other => Expected<IntrospectedValue?>(name, "an object", other),
    };

    /// <summary>A member that may be absent or null.</summary>
    public IntrospectedValue? Optional(string name) => Find(name) is null or { Json.ValueKind: JsonValueKind.Null } ? null : Member(name);

    /// <summary>A text that must be there.</summary>
    public string Text(string name) => Find(name) switch
    {
        { Json.ValueKind: JsonValueKind.String } found => found.Json.GetString()!,
        var other => Expected<string>(name, "a text", other) ?? "",
    };

    /// <summary>A text that may be absent or null.</summary>
    public string? OptionalText(string name) => Find(name) is null or { Json.ValueKind: JsonValueKind.Null } ? null : Text(name);

    /// <summary>Whether a member that may be absent or null is true.</summary>
    public bool Flag(string name) => Find(name) switch
    {
        null or { Json.ValueKind: JsonValueKind.Null or JsonValueKind.False } => false,
        { Json.ValueKind: JsonValueKind.True } => true,
        var other => Expected<bool>(name, "true or false", other),
    };

    /// <summary>The objects of a list; where it may be absent or null, none.</summary>
    public IEnumerable<IntrospectedValue> Objects(string name, bool isOptional = false) =>
        Items(name, isOptional, JsonValueKind.Object, "an object");

    /// <summary>The texts of a list.</summary>
    public IEnumerable<string> Texts(string name) => Items(name, isOptional: false, JsonValueKind.String, "a text").Select(item => item.Json.GetString()!);

    public void Fault(string message) => Faults.Add($"{(Path.Length == 0 ? "(root)" : Path)}: {message}");

    private List<IntrospectedValue> Items(string name, bool isOptional, JsonValueKind kind, string expected)
    {
        var items = new List<IntrospectedValue>();
        if (Find(name) is not { Json.ValueKind: JsonValueKind.Array } list)
        {
            if (!isOptional || Find(name) is { Json.ValueKind: not JsonValueKind.Null }) Expected<object>(name, "a list", Find(name));
            return items;
        }

        var index = 0;
        foreach (var element in list.Json.EnumerateArray())
        {
            var item = new IntrospectedValue(element, $"{list.Path}[{index++}]", Faults);
            if (element.ValueKind == kind) items.Add(item);
            else item.Fault($"expected {expected}, not {Describe(element)}.");
        }

        return items;
    }

    private IntrospectedValue? Find(string name) =>
        Json.ValueKind == JsonValueKind.Object && Json.TryGetProperty(name, out var found) ? new IntrospectedValue(found, PathOf(name), Faults) : null;

    private T? Expected<T>(string name, string what, IntrospectedValue? found)
    {
        Faults.Add($"{PathOf(name)}: expected {what}, not {(found is { } value ? Describe(value.Json) : "nothing")}.");
        return default;
    }

    private string PathOf(string name) => Path.Length == 0 ? name : $"{Path}.{name}";

    private static string Describe(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.String => "a text",
        JsonValueKind.Number => "a number",
        JsonValueKind.Null => "null",
        _ => "true or false",
    };
}
