using IbmPlatform.GraphQL.Types;

namespace IbmPlatform.GraphQL.Costs;

/// <summary>What a field's definition says of its cost, read once.</summary>
internal sealed class FieldCosts
{
    public FieldCosts(FieldDefinition field)
    {
        Definition = field;
        Type = field.Type.NamedType;
        Weight = CostDirectives.Weight(field.AppliedDirectives) ?? (Type is CompositeType ? 1 : 0);
        TypeWeight = Type is CompositeType composite
            ? composite.PossibleTypes.Select(possible => CostDirectives.Weight(possible.AppliedDirectives) ?? 1).DefaultIfEmpty(1).Max()
            : CostDirectives.Weight(Type.AppliedDirectives) ?? 0;
        ListDepth = DepthOf(field.Type);
        Size = ListSize.Of(field);
        ArgumentWeights = [.. field.Arguments.Select(a => (a.Name, CostDirectives.Weight(a.AppliedDirectives) ?? 0)).Where(a => a.Item2 != 0)];
    }

    public FieldDefinition Definition { get; }

    public NamedType Type { get; }

    public double Weight { get; }

    public double TypeWeight { get; }

    /// <summary>How many lists lie in each other.</summary>
    public int ListDepth { get; }

    public ListSize? Size { get; }

    /// <summary>The arguments that weigh anything.</summary>
    public (string Name, double Weight)[] ArgumentWeights { get; }

    private static int DepthOf(IGraphQLType type) => type.Nullable is ListType list ? 1 + DepthOf(list.ItemType) : 0;
}
