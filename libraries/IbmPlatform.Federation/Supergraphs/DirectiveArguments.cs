using IbmPlatform.GraphQL.Language;

namespace IbmPlatform.Federation.Supergraphs;

/// <summary>Reads the arguments of join directives.</summary>
internal static class DirectiveArguments
{
    public static string? Text(this DirectiveNode directive, string name) => directive.Argument(name) switch
    {
        StringValueNode text => text.Value,
        EnumValueNode value => value.Value,
        _ => null,
    };

    public static bool Flag(this DirectiveNode directive, string name, bool otherwise = false) =>
        directive.Argument(name) is BooleanValueNode flag ? flag.Value : otherwise;

    public static bool Has(this IDirectedNode node, string directive)
    {
        foreach (var applied in node.Directives)
        {
            if (applied.Name == directive) return true;
        }

        return false;
    }

    public static IEnumerable<DirectiveNode> Named(this IDirectedNode node, string directive) =>
        node.Directives.Where(applied => applied.Name == directive);
}
