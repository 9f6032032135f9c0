using System.Text.Json;
using IbmPlatform.Federation.Planning;
using IbmPlatform.Federation.Supergraphs;

namespace IbmPlatform.Federation.Execution;

/// <summary>An object of the answer at a place that is kept: one slot for what each request returned for it.</summary>
internal sealed class Entity(Place place, Entity? parent, IReadOnlyList<int> indexes)
{
    private readonly object?[] _children = new object?[place.Links.Count];
    private readonly bool[] _followed = new bool[place.Links.Count];
    private SubgraphFailure?[]? _failures;
    private SupergraphType? _type;

    public Place Place { get; } = place;

    /// <summary>Undefined until filled, null when the subgraph has nothing.</summary>
    public JsonElement[] Slots { get; } = new JsonElement[place.Slots.Count];

    public SubgraphFailure? FailureOf(int slot) => _failures?[slot];

    public void Fail(int slot, SubgraphFailure failure) => (_failures ??= new SubgraphFailure?[Slots.Length])[slot] = failure;

    /// <summary>The object's type; null while nothing has told it.</summary>
    public SupergraphType? TypeIn(Supergraph supergraph)
    {
        if (Place.ObjectType is { } fixedType) return fixedType;
        if (_type is null && Place.TypeSlot >= 0) _type = ElementType.Of(Slots[Place.TypeSlot], supergraph);
        return _type;
    }

    /// <summary>What a link leads to: an <see cref="Entity"/>, a list of them (nested, with nulls), or null.</summary>
    public object? Follow(PlaceLink link, Supergraph supergraph)
    {
        if (_followed[link.Index]) return _children[link.Index];
        if (link.Cases.Count > 0 && (TypeIn(supergraph) is not { } type || !link.Cases.Contains(type))) return null;
        var elements = new JsonElement[link.Sources.Count];
        for (var i = 0; i < elements.Length; i++)
        {
            var (slot, _) = link.Sources[i];
            if (slot >= 0 && Slots[slot].ValueKind == JsonValueKind.Object && Slots[slot].TryGetProperty(link.KeysUtf8[i], out var value)) elements[i] = value;
        }

        _followed[link.Index] = true;
        return _children[link.Index] = Child(link, elements, []);
    }

    public void PathTo(List<object> path)
    {
        if (parent is null) return;
        parent.PathTo(path);
        path.Add(Place.Origin!.ResponseName);
        foreach (var index in indexes) path.Add(index);
    }

    private object? Child(PlaceLink link, JsonElement[] elements, IReadOnlyList<int> at)
    {
        var first = Array.Find(elements, element => element.ValueKind is JsonValueKind.Object or JsonValueKind.Array);
        switch (first.ValueKind)
        {
            case JsonValueKind.Object:
                var child = new Entity(link.Child, this, at);
                for (var i = 0; i < elements.Length; i++)
                {
                    if (elements[i].ValueKind == JsonValueKind.Object) child.Slots[i] = elements[i];
                    if (link.Sources[i].Slot >= 0 && FailureOf(link.Sources[i].Slot) is { } failure) child.Fail(i, failure);
                }

                return child;
            case JsonValueKind.Array:
                var items = new List<object?>(first.GetArrayLength());
                for (var index = 0; index < first.GetArrayLength(); index++) items.Add(Child(link, ItemsAt(elements, index), [.. at, index]));
                return items;
            default:
                return null;
        }
    }

    private static JsonElement[] ItemsAt(JsonElement[] lists, int index)
    {
        var items = new JsonElement[lists.Length];
        for (var i = 0; i < lists.Length; i++)
        {
            if (lists[i].ValueKind == JsonValueKind.Array && index < lists[i].GetArrayLength()) items[i] = lists[i][index];
        }

        return items;
    }
}
