using IbmPlatform.GraphQL.Language;

namespace IbmPlatform.GraphQL.Costs;

/// <summary>What a schema calls the cost directives: their own names, and those under which its <c>@link</c> brings them in.</summary>
/// <param name="Cost">The names of <c>@cost</c>, without the at sign.</param>
/// <param name="ListSize">The names of <c>@listSize</c>, without the at sign.</param>
public sealed record CostNames(IReadOnlyList<string> Cost, IReadOnlyList<string> ListSize)
{
    /// <summary>The specification's own names.</summary>
    public static CostNames Own { get; } = new(["cost"], ["listSize"]);

    /// <summary>Reads the links of Apollo Federation (2.9, which imports them) and of the supergraph's feature <c>cost</c>.</summary>
    /// <param name="schemaDirectives">The directives applied on the schema.</param>
    public static CostNames Of(IEnumerable<DirectiveNode> schemaDirectives)
    {
        ArgumentNullException.ThrowIfNull(schemaDirectives);
        var names = Own;
        foreach (var link in schemaDirectives.Where(directive => directive.Name == "link"))
        {
            var parts = (link.Argument("url") as StringValueNode)?.Value.Split('/') ?? [];
            var feature = parts.Length >= 2 ? parts[^2] : "";
            if (feature is not ("federation" or "cost")) continue;
            var prefix = (link.Argument("as") as StringValueNode)?.Value ?? feature;
            // A feature's directive of the feature's own name needs no prefix (core specification, "Name Conventions").
            names = new CostNames(
                [.. names.Cost.Append(Named(link, "@cost") ?? (feature == "cost" ? prefix : $"{prefix}__cost")).Distinct()],
                [.. names.ListSize.Append(Named(link, "@listSize") ?? $"{prefix}__listSize").Distinct()]);
        }

        return names;
    }

    private static string? Named(DirectiveNode link, string directive)
    {
        foreach (var import in (link.Argument("import") as ListValueNode)?.Values ?? [])
        {
            switch (import)
            {
                case StringValueNode text when text.Value == directive:
                    return directive[1..];
                case ObjectValueNode renamed when Text(renamed, "name") == directive:
                    return (Text(renamed, "as") ?? directive).TrimStart('@');
            }
        }

        return null;
    }

    private static string? Text(ObjectValueNode value, string field) =>
        (value.Fields.FirstOrDefault(f => f.Name == field)?.Value as StringValueNode)?.Value;
}
