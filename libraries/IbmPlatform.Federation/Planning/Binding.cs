using IbmPlatform.Federation.Supergraphs;

namespace IbmPlatform.Federation.Planning;

/// <summary>Where a demanded field is read from when the plan runs.</summary>
/// <param name="Demand">The field.</param>
/// <param name="Source">Slot and property; for a field that is merged from several, the first.</param>
/// <param name="Link">The place below; null for leaves.</param>
/// <param name="Below">The bindings below; null for leaves.</param>
internal sealed record Binding(FieldDemand Demand, FieldSource Source, PlaceLink? Link, BindingSet? Below);

/// <summary>The bindings of one selection at one place.</summary>
internal sealed class BindingSet(Place place)
{
    public Place Place { get; } = place;

    public List<Binding> Common { get; } = [];

    public Dictionary<SupergraphType, List<Binding>> Cases { get; } = [];

    /// <summary>Whether the objects' type must be known.</summary>
    public bool NeedsType { get; init; }

    public IReadOnlyList<SupergraphType> Unshared { get; init; } = [];

    public Binding? Find(SupergraphType? objectType, FieldDemand demand)
    {
        foreach (var binding in Common)
        {
            if (binding.Demand == demand) return binding;
        }

        return objectType is not null && Cases.TryGetValue(objectType, out var own) ? own.Find(binding => binding.Demand == demand) : null;
    }
}
