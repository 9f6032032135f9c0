using IbmPlatform.GraphQL.Types;

namespace IbmPlatform.GraphQL.Costs;

/// <summary>What a field's definition says of its cost, read once.</summary>
internal sealed class FieldCosts
{
    public FieldCosts(FieldDefinition field, CostNames names)
    {
        Definition = field;
        Type = field.Type.NamedType;
        Weight = CostDirectives.Weight(names, field.AppliedDirectives) ?? (Type is CompositeType ? 1 : 0);
        TypeWeight = Type is CompositeType composite
            ? composite.PossibleTypes.Select(possible => Of(possible, names)).DefaultIfEmpty(1).Max()
            : CostDirectives.Weight(names, Type.AppliedDirectives) ?? 0;
        ListDepth = DepthOf(field.Type);
        Size = ListSize.Of(field, names);
        Arguments = InputCost.Of(field.Arguments, names);
    }

    public FieldDefinition Definition { get; }

    public NamedType Type { get; }

    public double Weight { get; }

    public double TypeWeight { get; }

    /// <summary>How many lists lie in each other.</summary>
    public int ListDepth { get; }

    public ListSize? Size { get; }

    /// <summary>The arguments that can weigh anything.</summary>
    public InputCost[] Arguments { get; }

    /// <summary>"weight": an object weighs 1 unless it says otherwise.</summary>
    public static double Of(ObjectType type, CostNames names) => CostDirectives.Weight(names, type.AppliedDirectives) ?? 1;

    private static int DepthOf(IGraphQLType type) => type.Nullable is ListType list ? 1 + DepthOf(list.ItemType) : 0;
}
