using System.Collections.Immutable;
using System.Numerics;
using IbmPlatform.Federation.Supergraphs;

namespace IbmPlatform.Federation.Planning;

/// <summary>
/// Finds, for a place of the response, the cheapest way to answer all that is asked there: which arrival each field is read from, which
/// subgraphs are entered besides, and what their representations need. The search branches over entrances and is cut by cost and by a
/// budget of steps; places below are solved once for each set of arrivals.
/// </summary>
internal sealed partial class PlaceSolver(FieldSetTrees trees)
{
    /// <summary>How many ways of entering are tried in one plan before the first one found is taken: stops operations built to be slow to plan.</summary>
    private const int SearchBudget = 20_000;

    /// <summary>How many ways of resolving one representation are compared.</summary>
    private const int RepresentationChoices = 6;

    private readonly Dictionary<PlaceKey, PlaceSolution?> _solved = [];
    private readonly HashSet<PlaceKey> _solving = [];
    private int _steps;

    private bool IsExhausted => _steps > SearchBudget;

    /// <summary>Why the last demand that failed could not be met.</summary>
    public string? Failure { get; private set; }

    private PlaceSolution? Solve(SupergraphType type, ImmutableArray<PlanNode> nodes, BigInteger peers, SelectionTree selection)
    {
        var key = new PlaceKey(type, nodes, peers, selection);
        if (_solved.TryGetValue(key, out var known)) return known;
        if (!_solving.Add(key)) return null;
        var start = new SolverState([.. nodes.Select(node => new Arrival(node, null))], peers, 0);
        var solution = ObjectTypeAt(type, nodes) is { } objectType ? SolveObject(objectType, start, selection) : SolveAbstract(type, start, selection);
        _solving.Remove(key);
        _solved[key] = solution;
        return solution;
    }

    /// <summary>Solves the whole operation, or one of its root fields.</summary>
    public PlaceSolution? SolveRoot(SupergraphType root, SelectionTree selection, FieldDemand? only)
    {
        var solved = MeetAll(new SolverState([], BigInteger.Zero, 0), only is null ? selection.FieldsFor(root) : [only], root);
        return solved is var (state, resolutions) ? new PlaceSolution(state.Arrivals, resolutions, state.Cost) { ObjectType = root } : null;
    }

    private static SupergraphType? ObjectTypeAt(SupergraphType type, ImmutableArray<PlanNode> nodes) =>
        type.IsObject ? type : nodes.FirstOrDefault(node => node.Type.IsObject)?.Type;

    private PlaceSolution? SolveObject(SupergraphType objectType, SolverState start, SelectionTree selection)
    {
        var solved = MeetAll(start, selection.FieldsFor(objectType), objectType);
        return solved is var (state, resolutions) ? new PlaceSolution(state.Arrivals, resolutions, state.Cost) { ObjectType = objectType } : null;
    }

    /// <summary>The cheapest way to meet all demands of one scope, or null.</summary>
    private (SolverState State, ImmutableList<Resolution> Resolutions)? MeetAll(SolverState start, IReadOnlyList<FieldDemand> demands, SupergraphType scope)
    {
        // What is at hand anyway comes first: it leaves no choice.
        List<FieldDemand> ordered = [.. demands.Where(demand => !demand.IsMeta).OrderBy(demand => IsAtHand(start, demand, scope) ? 0 : 1)];
        (SolverState State, ImmutableList<Resolution> Resolutions)? best = null;

        // What can't be met alone can't be met with the others: no need to try all their ways.
        if (ordered.Exists(demand => !Meet(start, demand, scope, null).Any())) return null;
        Search(start, ImmutableList<Resolution>.Empty, 0);
        return best;

        void Search(SolverState state, ImmutableList<Resolution> resolutions, int next)
        {
            if (best is { } found && (state.Cost >= found.State.Cost || IsExhausted)) return;
            if (next == ordered.Count)
            {
                best = (state, resolutions);
                return;
            }

            foreach (var (after, resolution) in Meet(state, ordered[next], scope, null)) Search(after, resolutions.Add(resolution), next + 1);
        }
    }

    private static bool IsAtHand(SolverState state, FieldDemand demand, SupergraphType scope) =>
        demand.Selection is null && state.Arrivals.Any(arrival => FieldAt(arrival.Node, demand, scope) is not null);

    private static FieldJoin? FieldAt(PlanNode node, FieldDemand demand, SupergraphType scope) =>
        scope.IsAbstract ? node.FieldOfAll(demand.Name) : node.FieldOf(scope, demand.Name);

    /// <summary>
    /// The subgraphs that could answer a field at this place. All of them must agree where a field is shareable, so a value there has a
    /// type that each of them knows; what one alone can return is not selected on, or the answer would hang on the plan.
    /// </summary>
    private static BigInteger PeersOf(SolverState state, SupergraphType scope, string field)
    {
        var peers = BigInteger.Zero;
        foreach (var join in scope.Joins)
        {
            if (join is null || !join.Fields.TryGetValue(field, out var found) || found.IsExternal) continue;
            var bit = BigInteger.One << join.Subgraph.Index;
            if (scope.IsRoot || !(state.Peers & bit).IsZero || (scope.IsObject && join.Keys.Count > 0)) peers |= bit;
        }

        return peers;
    }

    private static bool Serves(Arrival arrival, SupergraphType scope) => arrival.Opening?.Case is not { } only || only == scope;

    /// <summary>The ways to meet one demand: from arrivals first, then by entering a subgraph, then by merging several.</summary>
    private IEnumerable<(SolverState State, Resolution Resolution)> Meet(SolverState state, FieldDemand demand, SupergraphType scope, Pending? pending)
    {
        _steps++;
        var any = false;
        for (var i = 0; i < state.Arrivals.Length; i++)
        {
            var arrival = state.Arrivals[i];
            if (!Serves(arrival, scope) || FieldAt(arrival.Node, demand, scope) is not { } join) continue;
            if (Read(state, i, join, demand, scope) is not var (after, resolution)) continue;
            any = true;
            yield return (after, resolution);

            // Nothing is cheaper than what needs no request.
            if (resolution.Child is null or { Cost: 0 }) yield break;
        }

        foreach (var way in MeetByEntering(state, demand, scope, pending))
        {
            any = true;
            yield return way;
        }

        if (any) yield break;
        foreach (var way in MeetByMerging(state, demand, scope, pending))
        {
            any = true;
            yield return way;
        }

        if (!any) Failure ??= $"{scope.Name}.{demand.Name}";
    }

    private (SolverState State, Resolution Resolution)? Read(SolverState state, int source, FieldJoin join, FieldDemand demand, SupergraphType scope)
    {
        // What is read from a later request is a little dearer than what the first one brings.
        if (state.Arrivals[source].Opening?.TypeName is not null) state = state.Paying(demand.Weight);
        if (demand.Selection is null) return (state, new Resolution(demand, scope, [source], null));
        var below = state.Arrivals[source].Node.Follow(join, scope, trees);
        if (Solve(demand.Selection.Type, [below], PeersOf(state, scope, demand.Name), demand.Selection) is not { } child) return null;
        return (state.Paying(child.Cost), new Resolution(demand, scope, [source], child));
    }

    private IEnumerable<(SolverState State, Resolution Resolution)> MeetByEntering(SolverState state, FieldDemand demand, SupergraphType scope, Pending? pending)
    {
        foreach (var (entrance, join) in Entrance.To(scope, demand.Name, KnowsRuntimeType(state)))
        {
            var requiring = join.Requires is null ? null : demand.Name;
            if (Pending.Contains(pending, entrance.Node.Subgraph, requiring)) continue;
            if (requiring is null && state.Arrivals.Any(arrival => Serves(arrival, scope) && arrival.Node == entrance.Node)) continue;
            foreach (var (entered, source) in Enter(state, entrance, join.Requires, scope, new Pending(entrance.Node.Subgraph, requiring, pending)))
            {
                if (Read(entered, source, join, demand, scope) is var (after, resolution)) yield return (after, resolution);
            }
        }
    }

    private static bool KnowsRuntimeType(SolverState state) => state.Arrivals.Any(arrival => arrival.Node.IsAbstract);

    /// <summary>The ways to enter a subgraph, each with the index of the arrival there.</summary>
    private IEnumerable<(SolverState State, int Arrival)> Enter(SolverState state, Entrance entrance, FieldSet? requires, SupergraphType scope, Pending pending)
    {
        if (entrance.TypeName is null)
        {
            yield return (state.Open(new Arrival(entrance.Node, new Opening(null, null, [], BigInteger.Zero, 0))), state.Arrivals.Length);
            yield break;
        }

        var required = requires is null ? [] : trees.Of(requires, scope).FieldsFor(scope);
        for (var i = 0; requires is not null && i < state.Arrivals.Length; i++)
        {
            // A request to that subgraph is made anyway: send it what the field requires, unless that is known only after it.
            var arrival = state.Arrivals[i];
            if (arrival.Opening?.TypeName is null || arrival.Node != entrance.Node || arrival.Opening.Case != CaseOf(scope)) continue;
            if (!Conflicts.None(arrival.Opening.Representation.Select(resolution => resolution.Demand), required)) continue;
            foreach (var (after, representation) in Represent(state, required, scope, pending))
            {
                if (!after.Reaches(SolverState.Dependencies(representation), i)) yield return (after.Extend(i, representation), i);
            }
        }

        foreach (var key in entrance.Keys)
        {
            var keyFields = trees.Of(key, scope).FieldsFor(scope);
            List<FieldDemand> demands = [.. keyFields, .. required];
            foreach (var (after, representation) in Represent(state, demands, scope, pending))
            {
                var opening = new Opening(CaseOf(scope), entrance.TypeName, representation, SolverState.Dependencies(representation), keyFields.Count);
                yield return (after.Open(new Arrival(entrance.Node, opening)), after.Arrivals.Length);
            }
        }
    }

    private static SupergraphType? CaseOf(SupergraphType scope) => scope.IsAbstract ? null : scope;

    private IEnumerable<(SolverState State, ImmutableList<Resolution> Representation)> Represent(
        SolverState state, IReadOnlyList<FieldDemand> demands, SupergraphType scope, Pending pending)
    {
        return From(state, ImmutableList<Resolution>.Empty, 0).Take(IsExhausted ? 1 : RepresentationChoices);

        IEnumerable<(SolverState State, ImmutableList<Resolution> Representation)> From(SolverState at, ImmutableList<Resolution> resolved, int next)
        {
            while (next < demands.Count && demands[next].IsMeta) next++;
            if (next == demands.Count) return [(at, resolved)];
            return Meet(at, demands[next], scope, pending).SelectMany(way => From(way.State, resolved.Add(way.Resolution), next + 1));
        }
    }

    /// <summary>Where no single subgraph reaches all that is asked below a field, reads the field from several and merges their objects.</summary>
    private IEnumerable<(SolverState State, Resolution Resolution)> MeetByMerging(SolverState state, FieldDemand demand, SupergraphType scope, Pending? pending)
    {
        // The runtime type of an abstract place is one subgraph's word: only objects of one known type are merged.
        if (demand.Selection is not { Type.IsObject: true } selection) yield break;
        var arrivals = Enumerable.Range(0, state.Arrivals.Length)
            .Where(i => Serves(state.Arrivals[i], scope))
            .Select(i => (Arrival: i, Join: FieldAt(state.Arrivals[i].Node, demand, scope)))
            .Where(source => source.Join is not null)
            .ToList();
        var entrances = Entrance.To(scope, demand.Name, KnowsRuntimeType(state))
            .Where(way => way.Field.Requires is null && !Pending.Contains(pending, way.Entrance.Node.Subgraph, null))
            .Where(way => !state.Arrivals.Any(arrival => Serves(arrival, scope) && arrival.Node == way.Entrance.Node))
            .ToList();
        if (arrivals.Count + entrances.Count < 2) yield break;
        ImmutableArray<PlanNode> nodes =
        [
            .. arrivals.Select(source => state.Arrivals[source.Arrival].Node.Follow(source.Join!, scope, trees)),
            .. entrances.Select(way => way.Entrance.Node.Follow(way.Field, scope, trees)),
        ];
        if (Solve(selection.Type, nodes, PeersOf(state, scope, demand.Name), selection) is not { } child) yield break;
        var used = child.Used();
        var sources = ImmutableArray.CreateBuilder<int>();
        var at = state;
        for (var i = 0; i < nodes.Length; i++)
        {
            if ((used & PlaceSolution.Bit(i)).IsZero)
            {
                sources.Add(-1);
            }
            else if (i < arrivals.Count)
            {
                sources.Add(arrivals[i].Arrival);
            }
            else
            {
                var entrance = entrances[i - arrivals.Count].Entrance;
                var ways = Enter(at, entrance, null, scope, new Pending(entrance.Node.Subgraph, null, pending)).Take(1).ToList();
                if (ways.Count == 0) yield break;
                at = ways[0].State;
                sources.Add(ways[0].Arrival);
            }
        }

        yield return (at.Paying(child.Cost), new Resolution(demand, scope, sources.ToImmutable(), child));
    }
}
