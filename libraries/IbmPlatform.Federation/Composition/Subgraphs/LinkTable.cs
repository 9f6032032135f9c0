using IbmPlatform.GraphQL.Language;

namespace IbmPlatform.Federation.Composition.Subgraphs;

/// <summary>What a subgraph links, and so what each directive name in it stands for.</summary>
internal sealed class LinkTable
{
    /// <summary>The newest federation 2 minor version whose directives are known here.</summary>
    public const int NewestMinor = 14;

    private static readonly string[] Federation1 = ["key", "requires", "provides", "external", "extends", "tag"];

    private static readonly string[] Federation2 =
    [
        "key", "requires", "provides", "external", "extends", "tag", "shareable", "inaccessible", "override", "composeDirective",
        "interfaceObject", "authenticated", "requiresScopes", "policy", "context", "fromContext", "cost", "listSize", "cacheTag",
    ];

    private static readonly string[] Types = ["FieldSet", "Scope", "Policy", "ContextFieldValue"];

    /// <summary>Specifications of one directive each, which a schema may link directly instead of through federation.</summary>
    private static readonly string[] OwnSpecifications = ["tag", "inaccessible", "authenticated", "requiresScopes", "policy"];

    private readonly Dictionary<string, string> _directives = new(StringComparer.Ordinal);
    private readonly HashSet<string> _types = new(["_Any", "_Service", "_Entity", "_FieldSet"], StringComparer.Ordinal);
    private readonly List<string> _prefixes = ["link__", "join__"];

    private LinkTable(IReadOnlyList<Link> links) => Links = links;

    public IReadOnlyList<Link> Links { get; }

    public bool IsFederation2 { get; private init; }

    /// <summary>The specification's name of a directive written here; null when it isn't one of federation's.</summary>
    public string? FederationDirective(string written) => _directives.GetValueOrDefault(written);

    /// <summary>Whether the type belongs to federation's machinery and not to the API.</summary>
    public bool IsMachinery(string type) => _types.Contains(type) || _prefixes.Any(prefix => type.StartsWith(prefix, StringComparison.Ordinal));

    /// <summary>Whether the directive belongs to a linked specification's or federation's machinery.</summary>
    public bool IsMachineryDirective(string name) =>
        name is "link" or "core" || _directives.ContainsKey(name) || _prefixes.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal));

    public static LinkTable Read(string subgraph, DocumentNode document, CompositionReport report)
    {
        List<Link> links = [];
        foreach (var node in document.Definitions.OfType<SchemaNode>().SelectMany(schema => schema.Directives).Where(directive => directive.Name == "link"))
        {
            if (Link.Read(node) is { } link) links.Add(link);
            else report.Error(ErrorCodes.InvalidLink, $"[{subgraph}] A @link has no url; give it the specification's address, for instance @link(url: \"https://specs.apollo.dev/federation/v2.3\").");
        }

        var table = new LinkTable(links) { IsFederation2 = links.Any(link => link is { IsApollo: true, Name: "federation" }) };
        if (!table.IsFederation2)
        {
            foreach (var name in Federation1) table._directives[name] = name;
        }

        foreach (var link in links.Where(link => link.IsApollo)) table.Add(subgraph, link, report);
        return table;
    }

    private void Add(string subgraph, Link link, CompositionReport report)
    {
        switch (link.Name)
        {
            case "federation":
                if (link.Version is not (2, >= 0 and <= NewestMinor))
                    report.Error(ErrorCodes.UnknownLinkVersion, $"[{subgraph}] \"{link.Url}\" is not a version of federation that is known here; link a version from v2.0 to v2.{NewestMinor}.");
                _prefixes.Add($"{link.Prefix}__");
                foreach (var name in Federation2) _directives[$"{link.Prefix}__{name}"] = name;
                foreach (var (name, alias) in link.Imports) Import(subgraph, link, name, alias, report);
                break;
            case var name when OwnSpecifications.Contains(name):
                var alias2 = link.Imports.FirstOrDefault(import => import.Key == $"@{name}").Value?.TrimStart('@');
                _directives[alias2 ?? link.Prefix] = name;
                break;
            case "cost":
                foreach (var directive in (string[])["cost", "listSize"])
                {
                    var alias3 = link.Imports.FirstOrDefault(import => import.Key == $"@{directive}").Value?.TrimStart('@');
                    _directives[alias3 ?? (directive == "cost" ? link.Prefix : $"{link.Prefix}__{directive}")] = directive;
                }

                break;
            case "link":
                break;
            default:
                report.Error(ErrorCodes.UnsupportedFeature, $"[{subgraph}] The specification \"{link.Url}\" is not supported; remove the @link and what it brings.");
                break;
        }
    }

    private void Import(string subgraph, Link link, string name, string alias, CompositionReport report)
    {
        if (name.StartsWith('@') && Federation2.Contains(name[1..])) _directives[alias.TrimStart('@')] = name[1..];
        else if (Types.Contains(name)) _types.Add(alias);
        else report.Error(ErrorCodes.InvalidLink, $"[{subgraph}] Cannot import unknown element \"{name}\" from \"{link.Url}\"; directives are imported with their at sign, as \"@key\".");
    }
}
