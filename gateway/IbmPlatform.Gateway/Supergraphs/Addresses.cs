using IbmPlatform.GraphQL.Language;

namespace IbmPlatform.Gateway.Supergraphs;

/// <summary>Puts configured addresses into <c>@join__graph(name:, url:)</c>.</summary>
internal static class Addresses
{
    /// <exception cref="GatewayStartException">An address is configured for a subgraph that the supergraph doesn't have.</exception>
    public static DocumentNode Replace(DocumentNode document, IReadOnlyDictionary<string, string> urls)
    {
        if (urls.Count == 0) return document;
        var graphs = document.Definitions.OfType<EnumTypeDefinitionNode>().FirstOrDefault(type => type.Name == "join__Graph");
        if (graphs is null) return document;
        var names = graphs.Values.Select(Name).ToList();
        foreach (var unknown in urls.Keys.Where(name => !names.Contains(name, StringComparer.OrdinalIgnoreCase)))
            throw new GatewayStartException($"Gateway:Subgraphs:{unknown} names a subgraph that the supergraph doesn't have; it has {string.Join(", ", names)}.");
        var replaced = graphs with { Values = [.. graphs.Values.Select(value => Replace(value, urls))] };
        return document with { Definitions = [.. document.Definitions.Select(definition => definition == graphs ? replaced : definition)] };
    }

    private static EnumValueDefinitionNode Replace(EnumValueDefinitionNode value, IReadOnlyDictionary<string, string> urls) =>
        urls.TryGetValue(Name(value), out var url)
            ? value with { Directives = [.. value.Directives.Select(directive => directive.Name == "join__graph" ? Replace(directive, url) : directive)] }
            : value;

    private static DirectiveNode Replace(DirectiveNode directive, string url) => directive with
    {
        Arguments = [.. directive.Arguments.Where(argument => argument.Name != "url"), new ArgumentNode("url", new StringValueNode(url))],
    };

    private static string Name(EnumValueDefinitionNode value) =>
        (value.Directives.FirstOrDefault(directive => directive.Name == "join__graph")?.Argument("name") as StringValueNode)?.Value ?? value.Name;
}
