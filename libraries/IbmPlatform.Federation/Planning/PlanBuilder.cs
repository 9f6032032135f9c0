using System.Collections.Immutable;
using IbmPlatform.Federation.Supergraphs;

namespace IbmPlatform.Federation.Planning;

/// <summary>Turns a solution into places, slots and requests: the same place solved for several reasons becomes one.</summary>
internal sealed class PlanBuilder
{
    private readonly List<Fetch> _fetches = [];

    public Place Root { get; } = new(null);

    public IReadOnlyList<Fetch> Fetches => _fetches;

    /// <summary>Root fields of a mutation get one stage each.</summary>
    public int Stage { get; set; }

    /// <summary>Builds what a solution needs at a place whose first slots are those that came with the field.</summary>
    public BindingSet Build(Place place, PlaceSolution solution, IReadOnlyList<int> initialSlots)
    {
        var slots = new int[solution.Arrivals.Length];
        for (var i = 0; i < initialSlots.Count; i++) slots[i] = initialSlots[i];
        place.ObjectType ??= solution.ObjectType;
        if (solution.TypeSource >= 0 && solution.TypeSource < initialSlots.Count) TellTypeBy(place, slots[solution.TypeSource]);
        OpenArrivals(place, solution, slots, initialSlots.Count);
        var bindings = new BindingSet(place) { NeedsType = solution.TypeSource >= 0, Unshared = solution.Unshared };
        bindings.Common.AddRange(solution.Common.Select(resolution => Bind(place, resolution, slots)));
        foreach (var (type, resolutions) in solution.Cases) bindings.Cases.Add(type, [.. resolutions.Select(resolution => Bind(place, resolution, slots))]);
        return bindings;
    }

    /// <summary>Opens the arrivals in an order in which each finds what its representations are read from.</summary>
    private void OpenArrivals(Place place, PlaceSolution solution, int[] slots, int initial)
    {
        var opened = PlaceSolution.Bit(initial) - 1;
        var left = Enumerable.Range(initial, solution.Arrivals.Length - initial).ToList();
        while (left.Count > 0)
        {
            var next = left.First(i => (solution.Arrivals[i].Opening!.Dependencies & ~opened).IsZero);
            left.Remove(next);
            opened |= PlaceSolution.Bit(next);
            slots[next] = Open(place, solution, next, slots);
            if (next == solution.TypeSource) TellTypeBy(place, slots[next]);
        }
    }

    private static void TellTypeBy(Place place, int slot)
    {
        // A place solved twice keeps the slot that told first: what was built waits for that one.
        if (place.TypeSlot < 0) place.TypeSlot = slot;
        place.Slots[slot].Query.SelectsTypename = true;
    }

    private int Open(Place place, PlaceSolution solution, int index, int[] slots)
    {
        var arrival = solution.Arrivals[index];
        var opening = arrival.Opening!;
        List<Binding> representation = [.. opening.Representation.Select(resolution => Bind(place, resolution, slots))];
        var before = new HashSet<Fetch>();
        Gather(place, representation, before);
        if (opening.TypeName is not null) GatherPlace(place, opening.Case, before);
        var fetch = _fetches.Find(fetch => CanCarry(fetch, place, arrival, before)) ?? Add(place, arrival);
        if (representation.Count > 0) fetch.Representation.Add(new RepresentationPart(representation, opening.KeyFields));
        fetch.DependsOn.UnionWith(before);
        return fetch.Slot;
    }

    private bool CanCarry(Fetch fetch, Place place, Arrival arrival, HashSet<Fetch> before) =>
        fetch.Anchor == place && fetch.Stage == Stage && fetch.Case == arrival.Opening!.Case && fetch.TypeName == arrival.Opening.TypeName
        && fetch.Query.Node == arrival.Node && !before.Any(other => other.Reaches(fetch))
        && Conflicts.None(fetch.Representation.SelectMany(part => part.Fields.Select(field => field.Demand)), arrival.Opening.Representation.Select(field => field.Demand));

    private Fetch Add(Place place, Arrival arrival)
    {
        var query = new QueryNode(arrival.Node, new ResponseKeys());
        var fetch = new Fetch(_fetches.Count, arrival.Node.Subgraph, place, place.Slots.Count, arrival.Opening!, query) { Stage = Stage };
        fetch.DependsOn.UnionWith(_fetches.Where(other => other.Stage < Stage));
        _fetches.Add(fetch);
        place.Slots.Add(new PlaceSlot(fetch, query));
        place.Keep();
        return fetch;
    }

    /// <summary>The requests that must be answered before a place's objects, and their types, are known.</summary>
    private static void GatherPlace(Place place, SupergraphType? only, HashSet<Fetch> before)
    {
        foreach (var source in place.Origin?.Sources.Select((source, slot) => (source, slot)) ?? [])
        {
            if (source.source.Slot >= 0) before.Add(place.Slots[source.slot].Fetch);
        }

        for (var at = place.Origin; at is not null; at = at.Parent.Origin)
        {
            if (at.Cases.Count > 0 && at.Parent.TypeSlot >= 0) before.Add(at.Parent.Slots[at.Parent.TypeSlot].Fetch);
        }

        if (only is not null && place.TypeSlot >= 0) before.Add(place.Slots[place.TypeSlot].Fetch);
    }

    private static void Gather(Place place, IEnumerable<Binding> bindings, HashSet<Fetch> before)
    {
        foreach (var binding in bindings)
        {
            if (binding.Link is null)
            {
                before.Add(place.Slots[binding.Source.Slot].Fetch);
                continue;
            }

            foreach (var source in binding.Link.Sources.Where(source => source.Slot >= 0)) before.Add(place.Slots[source.Slot].Fetch);
            var child = binding.Link.Child;
            if (child.TypeSlot >= 0) before.Add(child.Slots[child.TypeSlot].Fetch);
            Gather(child, binding.Below!.Common.Concat(binding.Below.Cases.Values.SelectMany(list => list)), before);
        }
    }

    private Binding Bind(Place place, Resolution resolution, int[] slots)
    {
        var demand = resolution.Demand;
        var sources = new List<FieldSource>();
        var queries = new List<QueryNode?>();
        for (var i = 0; i < resolution.Sources.Length; i++)
        {
            var source = resolution.Sources[i];
            if (source < 0)
            {
                sources.Add(new FieldSource(-1, demand.Name));
                queries.Add(null);
                continue;
            }

            var query = place.Slots[slots[source]].Query;
            var field = query.Select(demand, resolution.Scope, TypeIn(query.Node, resolution), resolution.Child?.Arrivals[i].Node);
            sources.Add(new FieldSource(slots[source], field.Key));
            queries.Add(field.Below);
        }

        var first = sources.Find(source => source.Slot >= 0);
        if (resolution.Child is not { } child) return new Binding(demand, first, null, null);
        var link = LinkTo(place, demand, resolution.Scope, sources, queries);
        var below = Build(link.Child, child, [.. Enumerable.Range(0, sources.Count)]);
        return new Binding(demand, first, link, below);
    }

    private static GraphQL.Language.TypeNode TypeIn(PlanNode node, Resolution resolution)
    {
        var own = node.Type.Joins[node.Subgraph.Index]!;
        var fields = node.IsAbstract && !resolution.Scope.IsAbstract ? resolution.Scope.Joins[node.Subgraph.Index]!.Fields : own.Fields;
        return fields[resolution.Demand.Name].Type;
    }

    private static PlaceLink LinkTo(Place place, FieldDemand demand, SupergraphType scope, List<FieldSource> sources, List<QueryNode?> queries)
    {
        foreach (var known in place.Links)
        {
            if (!known.Sources.SequenceEqual(sources)) continue;
            if (known.Child.Slots.Take(queries.Count).Select(slot => slot.Query).SequenceEqual(queries)) return Widen(known, scope);
        }

        var link = new PlaceLink(place, place.Links.Count, sources, demand.ResponseName);
        place.Links.Add(link);
        link.Child = new Place(link);
        if (!scope.IsAbstract && place.ObjectType is null && place.TypeSlot >= 0) link.Cases.Add(scope);
        for (var i = 0; i < sources.Count; i++)
        {
            // A slot that nothing fills keeps the numbers of the others.
            link.Child.Slots.Add(sources[i].Slot < 0 ? PlaceSlot.Empty : new PlaceSlot(place.Slots[sources[i].Slot].Fetch, queries[i]!));
        }

        if (sources.Count > 1) link.Child.Keep();
        return link;
    }

    private static PlaceLink Widen(PlaceLink link, SupergraphType scope)
    {
        if (link.Cases.Count > 0)
        {
            if (scope.IsAbstract) link.Cases.Clear();
            else link.Cases.Add(scope);
        }

        return link;
    }
}
