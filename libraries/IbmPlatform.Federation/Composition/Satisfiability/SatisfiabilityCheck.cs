using System.Text;
using IbmPlatform.Federation.Composition.Merging;
using IbmPlatform.Federation.Composition.Subgraphs;

namespace IbmPlatform.Federation.Composition.Satisfiability;

/// <summary>
/// Every query that the API allows must be answerable. Walks the API from its roots, breadth first so that the path told is a
/// shortest one, over states of (type, subgraphs where one may stand), and asks of each field whether some subgraph within reach
/// resolves it.
/// </summary>
internal sealed class SatisfiabilityCheck
{
    private readonly SubgraphViews _views;
    private readonly Reachability _reachability;
    private readonly CompositionReport _report;
    private readonly Queue<State> _queue = new();
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private readonly HashSet<string> _told = new(StringComparer.Ordinal);

    private SatisfiabilityCheck(MergedSupergraph supergraph, MergeContext context)
    {
        _views = new SubgraphViews(supergraph, context);
        _reachability = new Reachability(_views);
        _report = context.Report;
    }

    public static void Run(MergedSupergraph supergraph, MergeContext context)
    {
        var check = new SatisfiabilityCheck(supergraph, context);
        foreach (var root in Subgraph.RootNames.Where(root => supergraph.Find(root) is not null))
            check.Visit(new State(root, supergraph.Subgraphs.Where(subgraph => subgraph.Find(root) is not null).Select(subgraph => new Position(subgraph, null)), null, root));
        while (check._queue.TryDequeue(out var state)) check.Expand(state);
    }

    private void Visit(State state)
    {
        if (_seen.Add(state.Id)) _queue.Enqueue(state);
    }

    private void Expand(State state)
    {
        if (_views.Supergraph.Find(state.Type) is not { Inaccessible: false } type) return;
        if (type.Kind == TypeKind.Object) ExpandObject(state, type);
        else ExpandAbstract(state, type);
    }

    private void ExpandAbstract(State state, MergedType type)
    {
        var runtimeTypes = _views.RuntimeTypes(type).ToList();
        var narrowed = runtimeTypes.Select(name => new State(name, _reachability.Narrow(type.Name, name, state.Positions), state, $"... on {name}")).Where(next => next.Positions.Count > 0).ToList();
        foreach (var next in narrowed) Visit(next);
        if (narrowed.Count > 0 || runtimeTypes.Count == 0) return;
        var objects = state.Positions.Where(position => SubgraphViews.IsInterfaceObject(position.Subgraph, type.Name)).Select(position => position.Subgraph.Name).ToList();
        if (objects.Count > 0 && _told.Add(type.Name))
            _report.Error(ErrorCodes.Satisfiability, $"{state.Path}: the object's type can't be known. {Capital(Wording.Subgraphs(objects))} knows \"{type.Name}\" only as an @interfaceObject, and no subgraph that has the interface can be reached by a @key. Give interface \"{type.Name}\" a resolvable @key where it is defined.");
    }

    private void ExpandObject(State state, MergedType type)
    {
        var reached = _reachability.Closure(type.Name, state.Positions);
        foreach (var field in type.Fields.Values.Where(field => !field.Inaccessible))
        {
            var answers = _reachability.Ask(type.Name, field.Name, reached);
            if (answers.Count == 0)
            {
                if (_told.Add($"{type.Name}.{field.Name}")) _report.Error(ErrorCodes.Satisfiability, Explain(state, type, field, reached));
                continue;
            }

            var inner = field.Type.NamedType.Name;
            if (_views.Supergraph.Find(inner) is { Kind: TypeKind.Object or TypeKind.Interface or TypeKind.Union }) Visit(new State(inner, answers, state, field.Name));
        }
    }

    private string Explain(State state, MergedType type, MergedField field, IReadOnlyList<Position> reached)
    {
        var coordinate = $"{type.Name}.{field.Name}";
        var text = new StringBuilder($"{state.Path} → {field.Name}: \"{coordinate}\" can't be answered. Such an object comes from {Wording.Subgraphs(state.Positions.Select(position => position.Subgraph.Name))}");
        var further = reached.Select(position => position.Subgraph.Name).Except(state.Positions.Select(position => position.Subgraph.Name)).ToList();
        text.Append(further.Count == 0 ? "." : $", from where {Wording.Subgraphs(further)} can be reached.");
        foreach (var subgraph in _views.Subgraphs)
        {
            if (_views.Of(subgraph, type.Name).Select(view => view.Fields.GetValueOrDefault(field.Name)).FirstOrDefault(own => own is { Resolves: true }) is not { } own) continue;
            text.Append(' ').Append(WhyNot(subgraph, type.Name, coordinate, own, reached));
        }

        return text.ToString();
    }

    private string WhyNot(Subgraph subgraph, string type, string coordinate, SubgraphField field, IReadOnlyList<Position> reached)
    {
        if (reached.Any(position => position.Subgraph == subgraph))
            return $"Subgraph \"{subgraph.Name}\" resolves it but requires \"{field.Requires}\", which can't be brought there: make the required fields reachable, and give \"{type}\" a resolvable @key in \"{subgraph.Name}\".";
        var keys = _reachability.Keys(subgraph, type).Select(key => key.Fields).ToList();
        return keys.Count == 0
            ? $"Subgraph \"{subgraph.Name}\" resolves \"{coordinate}\" but can't be moved to, for type \"{type}\" has no resolvable @key there: add one."
            : $"Subgraph \"{subgraph.Name}\" resolves \"{coordinate}\" but can't be moved to, for its @key {Wording.Quoted(keys)} can't be filled from where the object comes: add these fields there, or a key that is common to both.";
    }

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
