using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text.Json;

namespace IbmPlatform.ServiceDefaults.DataSets;

/// <summary>Reads JSON into contract records and goes on after a fault, so that all faults of a file are told at once.</summary>
internal sealed class StrictJson(Action<string, string> fault)
{
    private static readonly MethodInfo ParseMethod =
        typeof(StrictJson).GetMethod(nameof(ParseAs), BindingFlags.Static | BindingFlags.NonPublic)!;

    /// <summary>The value, or null after a fault.</summary>
    public object? Read(JsonElement json, Type type, string path)
    {
        var target = Nullable.GetUnderlyingType(type) ?? type;
        if (target == typeof(string))
            return json.ValueKind == JsonValueKind.String ? NotBlank(json.GetString()!, path) : Fault(path, json, "a string");
        if (target == typeof(bool))
            return json.ValueKind is JsonValueKind.True or JsonValueKind.False ? json.GetBoolean() : Fault(path, json, "true or false");
        if (target == typeof(int))
            return json.ValueKind == JsonValueKind.Number && json.TryGetInt32(out var whole) ? whole : Fault(path, json, "a whole number");
        if (target == typeof(long))
            return json.ValueKind == JsonValueKind.Number && json.TryGetInt64(out var large) ? large : Fault(path, json, "a whole number");
        if (target == typeof(double))
            return json.ValueKind == JsonValueKind.Number ? json.GetDouble() : Fault(path, json, "a number");
        if (target == typeof(decimal))
            return ReadDecimal(json, path);
        if (target == typeof(DateTimeOffset))
        {
            return json.ValueKind == JsonValueKind.String && json.TryGetDateTimeOffset(out var at)
                ? at
                : Fault(path, json, "an instant such as 2026-01-31T00:00:00Z");
        }
        if (target.IsEnum)
            return ReadEnum(json, target, path);
        if (ItemType(target) is { } item)
            return ReadList(json, item, path);
        return IsParsable(target) ? ReadParsable(json, target, path) : ReadRecord(json, target, path);
    }

    private object? ReadRecord(JsonElement json, Type type, string path)
    {
        if (json.ValueKind != JsonValueKind.Object)
            return Fault(path, json, $"an object ({type.Name})");
        var shape = RecordShape.Of(type);
        var values = new Dictionary<string, object?>(StringComparer.Ordinal);
        var complete = true;
        foreach (var property in json.EnumerateObject())
        {
            var at = $"{path}.{property.Name}";
            if (!shape.Members.TryGetValue(property.Name, out var member))
            {
                fault(at, $"no such field; {type.Name} has {string.Join(", ", shape.Members.Keys)}.");
                continue;
            }
            if (values.ContainsKey(property.Name))
                fault(at, "the field stands twice.");
            if (property.Value.ValueKind == JsonValueKind.Null)
            {
                if (member.Required)
                    complete = Lacks(at, member);
                continue;
            }
            var value = Read(property.Value, member.Type, at);
            complete &= value is not null;
            values[property.Name] = value;
        }
        foreach (var member in shape.Members.Values.Where(m => m.Required && !json.TryGetProperty(m.Name, out _)))
            complete = Lacks($"{path}.{member.Name}", member);
        return complete ? shape.Create(values) : null;
    }

    private bool Lacks(string path, RecordMember member)
    {
        fault(path, $"is missing; expected {Describe(member.Type)}.");
        return false;
    }

    private IList? ReadList(JsonElement json, Type item, string path)
    {
        if (json.ValueKind != JsonValueKind.Array)
        {
            Fault(path, json, $"a list of {Describe(item)}");
            return null;
        }
        var list = (IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(item))!;
        var index = 0;
        var complete = true;
        foreach (var element in json.EnumerateArray())
        {
            var value = Read(element, item, $"{path}[{index++}]");
            complete &= value is not null;
            if (value is not null)
                list.Add(value);
        }
        return complete ? list : null;
    }

    private object? ReadDecimal(JsonElement json, string path)
    {
        const NumberStyles Digits = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
        return json.ValueKind switch
        {
            JsonValueKind.Number when json.TryGetDecimal(out var number) => number,
            JsonValueKind.String when decimal.TryParse(json.GetString(), Digits, CultureInfo.InvariantCulture, out var text) => text,
            _ => Fault(path, json, "a decimal number such as \"4954785\" or \"90.9\""),
        };
    }

    private object? ReadEnum(JsonElement json, Type type, string path)
    {
        var names = Enum.GetNames(type).ToDictionary(JsonNamingPolicy.SnakeCaseUpper.ConvertName, StringComparer.Ordinal);
        return json.ValueKind == JsonValueKind.String && names.TryGetValue(json.GetString()!, out var name)
            ? Enum.Parse(type, name)
            : Fault(path, json, $"one of {string.Join(", ", names.Keys)}");
    }

    private object? ReadParsable(JsonElement json, Type type, string path)
    {
        if (json.ValueKind != JsonValueKind.String)
            return Fault(path, json, $"a {type.Name} as a string");
        try
        {
            return ParseMethod.MakeGenericMethod(type).Invoke(null, BindingFlags.DoNotWrapExceptions, null, [json.GetString()], CultureInfo.InvariantCulture);
        }
        catch (Exception e) when (e is FormatException or ArgumentException or OverflowException)
        {
            fault(path, e.Message);
            return null;
        }
    }

    private string? NotBlank(string text, string path)
    {
        if (!string.IsNullOrWhiteSpace(text))
            return text;
        fault(path, "is blank; leave the field out where no source states it.");
        return null;
    }

    private object? Fault(string path, JsonElement found, string expected)
    {
        var raw = found.GetRawText();
        fault(path, $"expected {expected}, found {(raw.Length > 60 ? raw[..60] + "…" : raw)}.");
        return null;
    }

    private static T ParseAs<T>(string text)
        where T : IParsable<T> => T.Parse(text, CultureInfo.InvariantCulture);

    private static bool IsParsable(Type type) =>
        type.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IParsable<>));

    private static Type? ItemType(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() is var open
            && (open == typeof(IReadOnlyList<>) || open == typeof(IReadOnlyCollection<>) || open == typeof(IEnumerable<>) || open == typeof(List<>))
            ? type.GetGenericArguments()[0]
            : null;

    private static string Describe(Type type) => (Nullable.GetUnderlyingType(type) ?? type) switch
    {
        { } t when t == typeof(string) => "a string",
        { } t when t == typeof(bool) => "true or false",
        { } t when t.IsEnum => $"one of {string.Join(", ", Enum.GetNames(t).Select(JsonNamingPolicy.SnakeCaseUpper.ConvertName))}",
        { } t when ItemType(t) is { } item => $"a list of {item.Name}",
        var t => t.Name,
    };
}
