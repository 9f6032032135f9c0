using System.Collections.Immutable;
using IbmPlatform.Federation.Supergraphs;

namespace IbmPlatform.Federation.Planning;

/// <summary>Places whose objects can have several types.</summary>
internal sealed partial class PlaceSolver
{
    private PlaceSolution? SolveAbstract(SupergraphType type, SolverState start, SelectionTree selection)
    {
        var types = TypesAt(type, start.Arrivals[0].Node);
        var common = MeetCommon(ref start, type, types, selection);

        // An interface that nothing implements has no field but those met already.
        if (types.Count == 0 && selection.FieldsFor(type).Any(demand => !demand.IsMeta && !common.Exists(resolution => resolution.Demand == demand))) return null;
        if (!NeedsRuntimeType(start, types, common, selection)) return new PlaceSolution(start.Arrivals, common, start.Cost);
        PlaceSolution? best = null;
        foreach (var (state, source) in LearnRuntimeType(start, type))
        {
            var solution = SolveCases(state, source, TypesAt(type, state.Arrivals[source].Node), common, selection);
            if (solution is not null && (best is null || solution.Cost < best.Cost)) best = solution;
        }

        return best;
    }

    private static List<SupergraphType> TypesAt(SupergraphType type, PlanNode node) => [.. node.PossibleTypes.Where(type.CanBe)];

    /// <summary>Meets, without type conditions, as many of the fields asked of all types as can be.</summary>
    private ImmutableList<Resolution> MeetCommon(ref SolverState state, SupergraphType type, List<SupergraphType> types, SelectionTree selection)
    {
        var common = ImmutableList<Resolution>.Empty;
        foreach (var demand in selection.CommonFields(types))
        {
            if (demand.IsMeta || !type.Fields.ContainsKey(demand.Name)) continue;
            SolverState? cheapest = null;
            Resolution? chosen = null;
            foreach (var (after, resolution) in Meet(state, demand, type, null))
            {
                if (cheapest is not null && after.Cost >= cheapest.Cost) continue;
                (cheapest, chosen) = (after, resolution);
            }

            if (cheapest is null) continue;
            state = cheapest;
            common = common.Add(chosen!);
        }

        return common;
    }

    private static bool NeedsRuntimeType(SolverState state, List<SupergraphType> types, ImmutableList<Resolution> common, SelectionTree selection)
    {
        // An interface without a known object type: only its own subgraph can say what it has.
        if (types.Count == 0) return common.Count < selection.FieldsFor(selection.Type).Count || !state.Arrivals[0].Node.IsInterfaceObject;
        foreach (var objectType in types)
        {
            // Values of a hidden type must be told apart, to be left out.
            if (objectType.IsInaccessible) return true;
            foreach (var demand in selection.FieldsFor(objectType))
            {
                if (!common.Exists(resolution => resolution.Demand == demand)) return true;
            }
        }

        return false;
    }

    private IEnumerable<(SolverState State, int Source)> LearnRuntimeType(SolverState state, SupergraphType type)
    {
        for (var i = 0; i < state.Arrivals.Length; i++)
        {
            if (!state.Arrivals[i].Node.IsAbstract) continue;
            yield return (state, i);
            yield break;
        }

        foreach (var entrance in Entrance.ToRuntimeType(type))
        {
            foreach (var way in Enter(state, entrance, null, type, new Pending(entrance.Node.Subgraph, null, null))) yield return way;
        }
    }

    private static bool IsShared(SupergraphType objectType, SupergraphType type, SolverState state) =>
        Array.TrueForAll(type.Joins, join => join is null or { IsInterfaceObject: true }
            || (state.Peers & (System.Numerics.BigInteger.One << join.Subgraph.Index)).IsZero || join.PossibleTypes.Contains(objectType));

    private PlaceSolution? SolveCases(SolverState state, int typeSource, List<SupergraphType> types, ImmutableList<Resolution> common, SelectionTree selection)
    {
        var cases = new List<(SupergraphType Type, ImmutableList<Resolution> Resolutions)>();
        var unshared = types.Where(objectType => !IsShared(objectType, selection.Type, state)).ToList();
        foreach (var objectType in types.Except(unshared))
        {
            var left = selection.FieldsFor(objectType).Where(demand => !common.Exists(resolution => resolution.Demand == demand)).ToList();
            if (MeetAll(state, left, objectType) is not var (after, resolutions)) return null;
            state = after;
            cases.Add((objectType, resolutions));
        }

        var solution = new PlaceSolution(state.Arrivals, common, state.Cost) { TypeSource = typeSource, Unshared = unshared };
        foreach (var (objectType, resolutions) in cases) solution.Cases.Add(objectType, resolutions);
        return solution;
    }
}
