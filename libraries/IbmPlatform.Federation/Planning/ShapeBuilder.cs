using System.Text;
using IbmPlatform.Federation.Supergraphs;

namespace IbmPlatform.Federation.Planning;

/// <summary>Lays out the answer: the fields of each place in the order asked, each with where it is read from.</summary>
internal static class ShapeBuilder
{
    public static ObjectShape Build(BindingSet bindings, SelectionTree selection)
    {
        var place = bindings.Place;
        var shape = new ObjectShape(place, selection.Type);
        if (place.ObjectType is { } fixedType) shape.AnyType = Fields(bindings, selection, fixedType);
        else if (bindings.Cases.Count == 0 && !bindings.NeedsType) shape.AnyType = Fields(bindings, selection, CommonType(selection));
        foreach (var type in bindings.Cases.Keys.Where(type => !type.IsInaccessible)) shape.ByType.Add(type, Fields(bindings, selection, type));
        foreach (var type in bindings.Unshared.Where(type => !type.IsInaccessible)) shape.ByType.TryAdd(type, Fields(bindings, selection, type));
        return shape;
    }

    // Where no type is told apart, all of them are asked the same.
    private static SupergraphType CommonType(SelectionTree selection) =>
        selection.Type.PossibleTypes.Find(type => !type.IsInaccessible) ?? selection.Type;

    private static OutputField[] Fields(BindingSet bindings, SelectionTree selection, SupergraphType type)
    {
        var demands = bindings.Cases.Count == 0 && bindings.Place.ObjectType is null ? [.. bindings.Common.Select(binding => binding.Demand)] : selection.FieldsFor(type);
        return [.. demands.Select(demand => Field(bindings, demand, type))];
    }

    private static OutputField Field(BindingSet bindings, FieldDemand demand, SupergraphType type)
    {
        if (demand.IsMeta) return new OutputField(demand, null, type.Name);
        var shape = ValueShape.Of(type.Fields.GetValueOrDefault(demand.Name, demand.Field!).Type, demand.Field!.NamedType);
        if (bindings.Find(type, demand) is not { } binding) return new OutputField(demand, shape, type.Name);
        if (binding.Link is { } link) link.ResponseName = demand.ResponseName;
        return new OutputField(demand, shape, type.Name)
        {
            Slot = binding.Source.Slot,
            Key = Encoding.UTF8.GetBytes(binding.Source.Key),
            Link = binding.Link,
            Below = binding.Below is null ? null : Build(binding.Below, demand.Selection!),
        };
    }
}
