using System.Globalization;
using IbmPlatform.GraphQL.Language;

namespace IbmPlatform.Federation.Supergraphs;

/// <summary>Refuses, by name, every feature of a supergraph that carries a meaning which this gateway would lose.</summary>
internal static class FeatureCheck
{
    private const int OldestJoin = 2;
    private const int NewestJoin = 5;

    // join__directive carries a subgraph's own directive; these say nothing about how to plan.
    private static readonly HashSet<string> HarmlessJoinDirectives = new(["link", "cacheTag", "cost", "listSize"], StringComparer.Ordinal);

    public static (int JoinMinor, IReadOnlyList<string> Links) Run(DocumentNode document)
    {
        var errors = new List<string>();
        var links = new List<string>();
        var join = -1;
        foreach (var link in document.Definitions.OfType<SchemaNode>().SelectMany(schema => schema.Named("link")))
        {
            var url = link.Text("url") ?? "";
            links.Add(url);
            var parts = url.Split('/');
            var (name, version) = parts.Length >= 2 ? (parts[^2], parts[^1]) : (url, "");
            switch (name)
            {
                case "join":
                    join = JoinVersion(version, link.Text("as"), errors);
                    break;
                case "link" or "inaccessible" when link.Text("as") is { } alias && alias != name:
                    errors.Add($"@link(url: \"{url}\", as: \"{alias}\") renames {name}, which this gateway reads by its own name only; compose without the alias.");
                    break;
                case "link" or "inaccessible":
                    break;
                default:
                    if (link.Text("for") is { } purpose)
                        errors.Add($"the feature {url} is needed for {purpose}, and this gateway does not have it; remove it from the subgraphs.");
                    break;
            }
        }

        if (join < 0 && errors.Count == 0)
            errors.Add("no @link to https://specs.apollo.dev/join/ on the schema: this is not a composed supergraph. Compose the subgraphs first.");

        foreach (var definition in document.Definitions) CheckDefinition(definition, errors);
        if (errors.Count > 0) throw new SupergraphException(errors);
        return (join, links);
    }

    private static int JoinVersion(string version, string? alias, List<string> errors)
    {
        if (alias is not null && alias != "join")
            errors.Add($"the join specification is linked as \"{alias}\"; this gateway reads join__ names only. Compose without the alias.");
        if (version.StartsWith("v0.", StringComparison.Ordinal)
            && int.TryParse(version.AsSpan(3), NumberStyles.None, CultureInfo.InvariantCulture, out var minor)
            && minor is >= OldestJoin and <= NewestJoin)
            return minor;
        errors.Add($"join/{version} is not supported; this gateway runs join/v0.{OldestJoin} to join/v0.{NewestJoin} (Federation 2). Compose again with such a version.");
        return 0;
    }

    private static void CheckDefinition(DefinitionNode definition, List<string> errors)
    {
        CheckJoinDirectives(definition, "schema or type", errors);
        if (definition is not IFieldsNode type) return;
        foreach (var field in type.Fields)
        {
            var coordinate = type.Name + "." + field.Name;
            CheckJoinDirectives(field, coordinate, errors);
            foreach (var join in field.Named("join__field"))
            {
                if (join.Argument("contextArguments") is not (null or NullValueNode))
                    errors.Add($"{coordinate} uses @join__field(contextArguments:) (@fromContext), which this gateway does not have; pass the value as an argument.");
                if (join.Argument("overrideLabel") is not (null or NullValueNode))
                    errors.Add($"{coordinate} uses @join__field(overrideLabel:) (progressive @override), which this gateway does not have; override without a label.");
            }
        }
    }

    private static void CheckJoinDirectives(IDirectedNode node, string where, List<string> errors)
    {
        foreach (var directive in node.Named("join__directive"))
        {
            var name = directive.Text("name") ?? "";
            if (!HarmlessJoinDirectives.Contains(name))
                errors.Add($"{where} carries @join__directive(name: \"{name}\"), which this gateway does not have; remove @{name} from the subgraph.");
        }
    }
}
