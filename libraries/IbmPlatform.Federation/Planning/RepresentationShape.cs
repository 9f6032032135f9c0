using System.Text;
using System.Text.Json;
using IbmPlatform.Federation.Supergraphs;

namespace IbmPlatform.Federation.Planning;

/// <summary>What a representation, or an object inside of one, holds; fields of one name that several demands brought are merged.</summary>
internal sealed class RepresentationShape
{
    public List<RepresentationField> Common { get; } = [];

    public Dictionary<SupergraphType, List<RepresentationField>> Cases { get; } = [];

    /// <summary>Whether the object's type is told by <c>__typename</c>, which the subgraph needs to read the object.</summary>
    public bool IsAbstract { get; private set; }

    public static RepresentationShape Of(Fetch fetch)
    {
        var shape = new RepresentationShape();
        for (var part = 0; part < fetch.Representation.Count; part++)
        {
            var (fields, keyFields) = fetch.Representation[part];
            // Later parts may bring another key: one whole key is enough to find the entity.
            for (var i = 0; i < fields.Count; i++) Add(shape.Common, fields[i], isKey: part == 0 && i < keyFields);
        }

        return shape;
    }

    private void AddAll(BindingSet bindings)
    {
        IsAbstract |= bindings.NeedsType;
        foreach (var binding in bindings.Common) Add(Common, binding, isKey: false);
        foreach (var (type, list) in bindings.Cases)
        {
            if (!Cases.TryGetValue(type, out var fields)) Cases.Add(type, fields = []);
            foreach (var binding in list) Add(fields, binding, isKey: false);
        }
    }

    private static void Add(List<RepresentationField> fields, Binding binding, bool isKey)
    {
        var field = fields.Find(field => field.Name == binding.Demand.Name);
        if (field is null) fields.Add(field = new RepresentationField(binding.Demand.Name, binding.Source));
        field.IsKey |= isKey;
        if (binding.Link is null) return;
        var below = field.Below.Find(below => below.Link == binding.Link);
        if (below.Shape is null) field.Below.Add(below = (binding.Link, new RepresentationShape()));
        below.Shape.AddAll(binding.Below!);
    }
}

/// <summary>A field of a representation.</summary>
internal sealed class RepresentationField(string name, FieldSource source)
{
    public string Name { get; } = name;

    public byte[] NameJson { get; } = Encoding.UTF8.GetBytes(JsonSerializer.Serialize(name) + ":");

    public int Slot { get; } = source.Slot;

    public byte[] Key { get; } = Encoding.UTF8.GetBytes(source.Key);

    /// <summary>Without it there is nothing to look up.</summary>
    public bool IsKey { get; set; }

    /// <summary>The places whose objects make up the value of a composite field; empty for leaves.</summary>
    public List<(PlaceLink Link, RepresentationShape Shape)> Below { get; } = [];
}
