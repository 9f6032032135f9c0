using IbmPlatform.Federation.Composition.Subgraphs;

namespace IbmPlatform.Federation.Composition.Rules;

/// <summary>A composed directive is defined in the subgraph and comes from a linked specification, so that it has a version.</summary>
internal sealed class ComposeDirectiveRule : ISubgraphRule
{
    public void Check(Subgraph subgraph, CompositionReport report)
    {
        foreach (var name in subgraph.ComposedDirectives)
        {
            if (!subgraph.Directives.ContainsKey(name))
                report.Error(ErrorCodes.DirectiveComposition, $"[{subgraph.Name}] @composeDirective names \"@{name}\", which the subgraph doesn't define; add its definition.");
            else if (LinkOf(subgraph, name) is null)
                report.Error(ErrorCodes.DirectiveComposition, $"[{subgraph.Name}] Directive \"@{name}\" is composed but no @link imports it; add @link(url: \"https://…/v1.0\", import: [\"@{name}\"]).");
        }
    }

    public static Link? LinkOf(Subgraph subgraph, string directive) =>
        subgraph.Links.Links.FirstOrDefault(link => !link.IsApollo && link.Imports.Any(import => import.Value == $"@{directive}"));
}
