using IbmPlatform.Federation.Composition.Subgraphs;
using IbmPlatform.GraphQL.Language;

namespace IbmPlatform.Federation.Composition.Satisfiability;

/// <summary>Finds from which subgraphs an object's fields can be had, moving between them by keys.</summary>
internal sealed class Reachability(SubgraphViews views)
{
    private readonly Dictionary<string, IReadOnlyList<Position>> _closures = new(StringComparer.Ordinal);

    // Closures and @requires that are being looked into: neither can need itself.
    private readonly HashSet<string> _underway = new(StringComparer.Ordinal);

    /// <summary>All positions that can be reached from those given, which come first.</summary>
    public IReadOnlyList<Position> Closure(string type, IReadOnlyList<Position> positions)
    {
        var id = $"{type}|{string.Join('|', positions.Select(position => position.Id))}";
        if (_closures.TryGetValue(id, out var known)) return known;
        if (!_underway.Add(id)) return positions;
        var reached = Grow(type, positions);
        _underway.Remove(id);
        // What was found while a question was open may rest on its being open.
        if (_underway.Count == 0) _closures[id] = reached;
        return reached;
    }

    private List<Position> Grow(string type, IReadOnlyList<Position> positions)
    {
        List<Position> reached = [.. positions];
        for (var grown = true; grown;)
        {
            grown = false;
            foreach (var subgraph in views.Subgraphs.Where(subgraph => reached.All(position => position.Subgraph != subgraph)))
            {
                if (views.Of(subgraph, type).Count == 0 || !CanEnter(subgraph, type, reached)) continue;
                reached.Add(new Position(subgraph, null));
                grown = true;
            }
        }

        return reached;
    }

    /// <summary>Whether some key of the subgraph can be filled from the positions.</summary>
    public bool CanEnter(Subgraph subgraph, string type, IReadOnlyList<Position> reached) =>
        Subgraph.RootNames.Contains(type) || Keys(subgraph, type).Any(key => FieldSets.TryParse(key.Fields, out var fields, out _) && CanSelect(type, fields, reached, moveOn: false));

    public IEnumerable<EntityKey> Keys(Subgraph subgraph, string type) => views.Of(subgraph, type).SelectMany(view => view.Keys).Where(key => key.Resolvable);

    /// <summary>The positions from which the field can be asked, as they are one level further down.</summary>
    public IReadOnlyList<Position> Ask(string type, string field, IReadOnlyList<Position> reached)
    {
        List<Position> answers = [];
        foreach (var position in reached)
        {
            if (ProvidedField(position, type, field) is { } provided)
            {
                answers.Add(new Position(position.Subgraph, provided.SelectionSet));
                continue;
            }

            if (Resolver(position.Subgraph, type, field, reached) is { } own) answers.Add(new Position(position.Subgraph, ProvidedBelow(own)));
        }

        return answers;
    }

    // Whether all fields of the selection can be had on the type, from the positions or, where asked for, by moving on from them.
    private bool CanSelect(string type, SelectionSetNode selections, IReadOnlyList<Position> reached, bool moveOn) =>
        selections.Selections.All(selection => selection switch
        {
            InlineFragmentNode fragment when fragment.TypeCondition is null || fragment.TypeCondition.Name == type => CanSelect(type, fragment.SelectionSet, reached, moveOn),
            InlineFragmentNode fragment => CanSelectOn(type, fragment.TypeCondition!.Name, fragment.SelectionSet, reached),
            FieldNode { Name: "__typename" } => true,
            FieldNode node => CanSelectField(type, node, reached, moveOn),
            _ => false,
        });

    /// <summary>The positions from which an abstract type's object can be continued as one of the given type.</summary>
    public IReadOnlyList<Position> Narrow(string abstractType, string type, IReadOnlyList<Position> reached)
    {
        if (abstractType == type) return reached;
        List<Position> narrowed = [.. reached.Where(position => SubgraphViews.CanBe(position.Subgraph, abstractType, type) || views.Supergraph.Find(type) is { Kind: not TypeKind.Object })];
        var objects = reached.Where(position => SubgraphViews.IsInterfaceObject(position.Subgraph, abstractType)).ToList();
        if (objects.Count == 0) return narrowed;
        // An interface object doesn't know what its object is: a subgraph that has the interface must tell.
        var knowing = Closure(abstractType, objects).Where(position => SubgraphViews.CanBe(position.Subgraph, abstractType, type)).ToList();
        if (knowing.Count > 0) narrowed.AddRange([.. objects, .. knowing]);
        return [.. narrowed.DistinctBy(position => position.Id)];
    }

    // A fragment on a type that nothing here can be asks for nothing.
    private bool CanSelectOn(string type, string condition, SelectionSetNode selections, IReadOnlyList<Position> reached)
    {
        var narrowed = Narrow(type, condition, reached);
        return narrowed.Count == 0 || CanSelect(condition, selections, narrowed, moveOn: true);
    }

    private bool CanSelectField(string type, FieldNode node, IReadOnlyList<Position> reached, bool moveOn)
    {
        if (views.Supergraph.Find(type) is not { } merged) return false;
        if (merged.Kind != TypeKind.Object && !reached.Any(position => SubgraphViews.IsInterfaceObject(position.Subgraph, type)))
        {
            var possible = views.RuntimeTypes(merged).Select(name => (Name: name, Positions: Narrow(type, name, reached))).Where(candidate => candidate.Positions.Count > 0).ToList();
            return possible.Count > 0 && possible.All(candidate => CanSelectField(candidate.Name, node, candidate.Positions, moveOn: true));
        }

        var answers = Ask(type, node.Name, reached);
        if (answers.Count == 0 && moveOn) answers = Ask(type, node.Name, Closure(type, reached));
        if (answers.Count == 0) return false;
        if (node.SelectionSet is null || !merged.Fields.TryGetValue(node.Name, out var field)) return true;
        var inner = field.Type.NamedType.Name;
        return CanSelect(inner, node.SelectionSet, answers, moveOn: true);
    }

    private SubgraphField? Resolver(Subgraph subgraph, string type, string field, IReadOnlyList<Position> reached)
    {
        foreach (var view in views.Of(subgraph, type))
        {
            if (view.Fields.GetValueOrDefault(field) is not { Resolves: true } own) continue;
            if (own.Requires is null || CanRequire(subgraph, type, own, reached)) return own;
        }

        return null;
    }

    // What @requires names is fetched elsewhere first, and brought along through a key.
    private bool CanRequire(Subgraph subgraph, string type, SubgraphField field, IReadOnlyList<Position> reached)
    {
        var id = $"{subgraph.Graph}|{type}.{field.Name}";
        if (!_underway.Add(id)) return false;
        try
        {
            return FieldSets.TryParse(field.Requires!, out var required, out _) && CanSelect(type, required, reached, moveOn: false) && CanEnter(subgraph, type, reached);
        }
        finally
        {
            _underway.Remove(id);
        }
    }

    private static FieldNode? ProvidedField(Position position, string type, string field) => position.Provided is null ? null : Find(position.Provided, position.Subgraph, type, field);

    private static FieldNode? Find(SelectionSetNode selections, Subgraph subgraph, string type, string field)
    {
        foreach (var selection in selections.Selections)
        {
            switch (selection)
            {
                case FieldNode node when node.Name == field:
                    return node;
                case InlineFragmentNode fragment when fragment.TypeCondition is null || fragment.TypeCondition.Name == type || SubgraphViews.CanBe(subgraph, fragment.TypeCondition.Name, type):
                    if (Find(fragment.SelectionSet, subgraph, type, field) is { } found) return found;
                    break;
            }
        }

        return null;
    }

    private static SelectionSetNode? ProvidedBelow(SubgraphField field) =>
        field.Provides is not null && FieldSets.TryParse(field.Provides, out var selections, out _) ? selections : null;
}
