using System.Text;
using System.Text.Json;
using IbmPlatform.Federation.Supergraphs;

namespace IbmPlatform.Federation.Planning;

/// <summary>What the answer shows of the objects at a place, for each of their types.</summary>
internal sealed class ObjectShape(Place place, SupergraphType type)
{
    public Place Place { get; } = place;

    /// <summary>The place's type in the API schema.</summary>
    public SupergraphType Type { get; } = type;

    /// <summary>The fields where the type need not be told; null where it must.</summary>
    public IReadOnlyList<OutputField>? AnyType { get; set; }

    public Dictionary<SupergraphType, IReadOnlyList<OutputField>> ByType { get; } = [];
}

/// <summary>A field of the answer.</summary>
internal sealed class OutputField(FieldDemand demand, ValueShape? shape, string parentType)
{
    /// <summary>The response name as JSON, with its quotes and the colon.</summary>
    public byte[] NameJson { get; } = Encoding.UTF8.GetBytes(JsonSerializer.Serialize(demand.ResponseName) + ":");

    public string ResponseName => Demand.ResponseName;

    public FieldDemand Demand { get; } = demand;

    public string Coordinate { get; } = parentType + "." + demand.Name;

    /// <summary>The field's type; null for <c>__typename</c> and introspection.</summary>
    public ValueShape? Shape { get; } = shape;

    /// <summary>The slot it is read from; -1 where it is not read from a subgraph.</summary>
    public int Slot { get; init; } = -1;

    /// <summary>The property it is read from.</summary>
    public byte[] Key { get; init; } = [];

    public PlaceLink? Link { get; init; }

    public ObjectShape? Below { get; init; }
}
