using IbmPlatform.Federation.Composition.Rules;
using IbmPlatform.Federation.Composition.Subgraphs;
using IbmPlatform.GraphQL.Language;

namespace IbmPlatform.Federation.Composition.Merging;

/// <summary>Merges directive definitions: executable ones that every subgraph knows, and those that are composed.</summary>
internal sealed class DirectiveDefinitionMerger(MergeContext context, MergedSupergraph supergraph)
{
    private static readonly HashSet<string> Executable = new(
        ["QUERY", "MUTATION", "SUBSCRIPTION", "FIELD", "FRAGMENT_DEFINITION", "FRAGMENT_SPREAD", "INLINE_FRAGMENT", "VARIABLE_DEFINITION"], StringComparer.Ordinal);

    public void Merge()
    {
        var composed = context.Subgraphs.SelectMany(subgraph => subgraph.ComposedDirectives).ToHashSet(StringComparer.Ordinal);
        foreach (var name in composed.Order(StringComparer.Ordinal)) MergeComposed(name);
        foreach (var name in context.Subgraphs.SelectMany(subgraph => subgraph.Directives.Keys).Distinct().Except(composed)) MergeExecutable(name);
    }

    private void MergeComposed(string name)
    {
        var sources = (from subgraph in context.Subgraphs
                       let link = ComposeDirectiveRule.LinkOf(subgraph, name)
                       let definition = subgraph.Directives.GetValueOrDefault(name)
                       where link is not null && definition is not null
                       select (Subgraph: subgraph, Link: link, Definition: definition)).ToList();
        if (sources.Count == 0) return;
        if (sources.DistinctBy(source => (source.Link.Identity, source.Link.Version?.Major)).Count() > 1)
            context.Report.Error(ErrorCodes.DirectiveComposition, $"Directive \"@{name}\" comes from incompatible specifications: {Wording.Variants(sources.Select(source => (source.Subgraph.Name, source.Link.Url)))}. Link one major version everywhere.");
        // Minor versions add and never take away, so the newest definition covers every use.
        var newest = sources.MaxBy(source => source.Link.Version ?? default);
        supergraph.Directives[name] = newest.Definition with { Description = newest.Definition.Description };
        var composed = newest.Link with { Imports = [newest.Link.Imports.First(import => import.Value == $"@{name}")] };
        var known = supergraph.CustomLinks.FindIndex(other => other.Url == composed.Url);
        if (known < 0) supergraph.CustomLinks.Add(composed);
        else supergraph.CustomLinks[known] = composed with { Imports = [.. supergraph.CustomLinks[known].Imports, .. composed.Imports] };
    }

    private void MergeExecutable(string name)
    {
        var sources = (from subgraph in context.Subgraphs
                       let definition = subgraph.Directives.GetValueOrDefault(name)
                       where definition is not null && definition.Locations.Any(Executable.Contains)
                       select new Source<DirectiveDefinitionNode>(subgraph, definition)).ToList();
        if (sources.Count == 0) return;
        if (sources.Count < context.Subgraphs.Count)
        {
            var without = context.Subgraphs.Except(sources.Select(source => source.Subgraph)).Select(subgraph => subgraph.Name);
            context.Report.Hint(HintCodes.InconsistentExecutableDirectivePresence, $"@{name}", $"Executable directive \"@{name}\" is left out of the supergraph, for {Wording.Subgraphs(without)} doesn't define it.");
            return;
        }

        var locations = sources[0].Element.Locations.Where(location => Executable.Contains(location) && sources.All(source => source.Element.Locations.Contains(location))).ToList();
        if (sources.Any(source => source.Element.Locations.Count(Executable.Contains) > locations.Count))
            context.Report.Hint(HintCodes.InconsistentExecutableDirectiveLocations, $"@{name}", $"Executable directive \"@{name}\" has different locations across subgraphs; the common ones are kept: {(locations.Count == 0 ? "none, so it is left out" : string.Join(", ", locations))}.");
        if (locations.Count == 0) return;
        var arguments = new OrderedDictionary<string, MergedInput>();
        new ArgumentMerger(context).Merge($"@{name}",
            [.. sources.Select(source => new Source<IReadOnlyList<InputValue>>(source.Subgraph, [.. source.Element.Arguments.Select(Read)]))], arguments);
        supergraph.Directives[name] = new DirectiveDefinitionNode(name, locations)
        {
            Description = sources.Select(source => source.Element.Description).FirstOrDefault(description => description is not null),
            Repeatable = sources.All(source => source.Element.Repeatable),
            Arguments = [.. arguments.Values.Select(argument => new InputValueDefinitionNode(argument.Name, argument.Type) { DefaultValue = argument.DefaultValue })],
        };
    }

    private static InputValue Read(InputValueDefinitionNode node) => new(node.Name, node.Type) { DefaultValue = node.DefaultValue };
}
