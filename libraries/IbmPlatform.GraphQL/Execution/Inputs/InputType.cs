using IbmPlatform.GraphQL.Execution.Leaves;

namespace IbmPlatform.GraphQL.Execution.Inputs;

/// <summary>The type of an input position, with all that coercion needs at hand.</summary>
internal abstract record InputType(bool NonNull)
{
    /// <summary>The type as the SDL writes it.</summary>
    public sealed override string ToString() => Name + (NonNull ? "!" : "");

    protected abstract string Name { get; }
}

internal sealed record LeafInput(LeafBinding Leaf, bool NonNull) : InputType(NonNull)
{
    protected override string Name => Leaf.Name;
}

internal sealed record ListInput(InputType Item, bool NonNull) : InputType(NonNull)
{
    protected override string Name => $"[{Item}]";
}

internal sealed record ObjectInput(InputShape Shape, bool NonNull) : InputType(NonNull)
{
    protected override string Name => Shape.Name;
}
