using IbmPlatform.GraphQL.Language;

namespace IbmPlatform.Federation.Composition.Subgraphs;

/// <summary>One <c>@link</c> of a schema (link specification 1.0).</summary>
/// <param name="Url">As written.</param>
/// <param name="Identity">The URL without its version.</param>
/// <param name="Name">The last part of the identity: what the specification calls itself.</param>
/// <param name="Version">Major and minor; null when the URL has none.</param>
/// <param name="Alias">The prefix chosen for names that are not imported; null for <paramref name="Name"/>.</param>
/// <param name="Imports">Imported name to name here, directives with their at sign.</param>
internal sealed record Link(
    string Url, string Identity, string Name, (int Major, int Minor)? Version, string? Alias, IReadOnlyList<KeyValuePair<string, string>> Imports)
{
    private const string ApolloSpecs = "https://specs.apollo.dev/";

    public bool IsApollo => Identity.StartsWith(ApolloSpecs, StringComparison.Ordinal);

    public string Prefix => Alias ?? Name;

    /// <summary>The link that the directive states; null when it has no usable URL.</summary>
    public static Link? Read(DirectiveNode node)
    {
        if (node.Argument("url") is not StringValueNode { Value: { Length: > 0 } url }) return null;
        var parts = url.TrimEnd('/').Split('/');
        var version = ParseVersion(parts[^1]);
        if (version is not null) parts = parts[..^1];
        var imports = node.Argument("import") is ListValueNode list ? list.Values.Select(ReadImport).OfType<KeyValuePair<string, string>>() : [];
        return new Link(url, string.Join('/', parts), parts[^1], version, (node.Argument("as") as StringValueNode)?.Value, [.. imports]);
    }

    private static KeyValuePair<string, string>? ReadImport(ValueNode value)
    {
        switch (value)
        {
            case StringValueNode name:
                return KeyValuePair.Create(name.Value, name.Value);
            case ObjectValueNode renamed:
                var original = renamed.Fields.FirstOrDefault(field => field.Name == "name")?.Value as StringValueNode;
                var alias = renamed.Fields.FirstOrDefault(field => field.Name == "as")?.Value as StringValueNode;
                return original is null ? null : KeyValuePair.Create(original.Value, (alias ?? original).Value);
            default:
                return null;
        }
    }

    private static (int, int)? ParseVersion(string text)
    {
        if (text.Length < 2 || text[0] != 'v') return null;
        var numbers = text[1..].Split('.');
        return numbers.Length == 2 && int.TryParse(numbers[0], out var major) && int.TryParse(numbers[1], out var minor) ? (major, minor) : null;
    }
}
