using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace IbmPlatform.Values;

/// <summary>
/// A typed, readable, stable id: <c>project/bomca-9</c>, <c>country/AM</c>, <c>objective/bomca-9/1</c>. The same in GraphQL, REST paths,
/// JSON-LD and events. A claim's id carries its entity's: <c>claim/project/bomca-9/period-start</c>.
/// </summary>
[JsonConverter(typeof(ParsableJsonConverter<EntityId>))]
public readonly partial record struct EntityId : IParsable<EntityId>
{
    private EntityId(string type, string key) => (Type, Key) = (type, key);

    /// <summary>The prefix: <c>project</c>, <c>border-area</c>.</summary>
    public string Type { get; }

    /// <summary>What follows the first slash.</summary>
    public string Key { get; }

    /// <exception cref="FormatException">Type or key is not made as ids are.</exception>
    public static EntityId Of(string type, string key) => Parse($"{type}/{key}");

    /// <exception cref="FormatException">The text is no id.</exception>
    public static EntityId Parse(string s) => Parse(s, null);

    /// <inheritdoc />
    public static EntityId Parse(string s, IFormatProvider? provider) => TryParse(s, provider, out var id)
        ? id
        : throw new FormatException($"\"{s}\" is no id; expected a type, a slash and a key, as in project/bomca-9.");

    /// <inheritdoc />
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out EntityId result)
    {
        var match = Pattern().Match(s ?? "");
        result = match.Success ? new EntityId(match.Groups["type"].Value, match.Groups["key"].Value) : default;
        return match.Success;
    }

    /// <summary>Type, slash, key.</summary>
    public override string ToString() => $"{Type}/{Key}";

    [GeneratedRegex(@"\A(?<type>[a-z]+(-[a-z]+)*)/(?<key>[A-Za-z0-9][A-Za-z0-9._-]*(/[A-Za-z0-9][A-Za-z0-9._-]*)*)\z",
        RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Pattern();
}
