using IbmPlatform.Federation.Supergraphs;

namespace IbmPlatform.Federation.Planning;

/// <summary>A place of the response whose objects the executor knows: the slots hold what each arrival returned for one of them.</summary>
internal sealed class Place(PlaceLink? origin)
{
    /// <summary>How the place is reached from the one above; null for the root.</summary>
    public PlaceLink? Origin { get; } = origin;

    public List<PlaceSlot> Slots { get; } = [];

    public List<PlaceLink> Links { get; } = [];

    /// <summary>The one object type that stands here; null where <see cref="TypeSlot"/> tells.</summary>
    public SupergraphType? ObjectType { get; set; }

    /// <summary>The slot whose <c>__typename</c> tells the type; -1 when the type is fixed or nothing needs it.</summary>
    public int TypeSlot { get; set; } = -1;

    /// <summary>
    /// An entity request starts, or several answers are merged, here or below: the executor keeps an object for each. All other places
    /// are read straight from one subgraph's JSON.
    /// </summary>
    public bool IsKept { get; private set; }

    public void Keep()
    {
        for (var at = this; at is { IsKept: false }; at = at.Origin?.Parent) at.IsKept = true;
    }
}

/// <summary>An arrival's share of a place.</summary>
/// <param name="Fetch">The request that fills it.</param>
/// <param name="Query">Where in that request its fields are selected.</param>
internal sealed record PlaceSlot(Fetch Fetch, QueryNode Query)
{
    /// <summary>A slot that nothing fills and nothing reads.</summary>
    public static readonly PlaceSlot Empty = new(null!, null!);
}

/// <summary>A field that leads from one place to the next.</summary>
internal sealed class PlaceLink(Place parent, int index, IReadOnlyList<FieldSource> sources, string responseName)
{
    public Place Parent { get; } = parent;

    /// <summary>Its place among the parent's links.</summary>
    public int Index { get; } = index;

    /// <summary>Where the objects come from, one source for each of the first slots of <see cref="Child"/>; slot -1 for none.</summary>
    public IReadOnlyList<FieldSource> Sources { get; } = sources;

    /// <summary>The sources' properties as UTF-8.</summary>
    public byte[][] KeysUtf8 { get; } = [.. sources.Select(source => System.Text.Encoding.UTF8.GetBytes(source.Key))];

    /// <summary>The name that error paths show.</summary>
    public string ResponseName { get; set; } = responseName;

    /// <summary>The types that the field is read on; empty for all.</summary>
    public HashSet<SupergraphType> Cases { get; } = [];

    public Place Child { get; set; } = null!;
}

/// <summary>A property of what a slot holds.</summary>
internal readonly record struct FieldSource(int Slot, string Key);
