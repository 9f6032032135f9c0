using IbmPlatform.GraphQL.Execution.Inputs;
using IbmPlatform.GraphQL.Execution.Leaves;
using IbmPlatform.GraphQL.Language;
using IbmPlatform.GraphQL.Types;

namespace IbmPlatform.GraphQL.Execution.Binding;

/// <summary>The C# side of a schema's types, by name.</summary>
internal sealed class BoundTypes
{
    public Dictionary<string, LeafBinding> Leaves { get; } = [];

    public Dictionary<string, InputShape> Inputs { get; } = [];

    /// <summary>The C# types of input objects.</summary>
    public Dictionary<string, Type> InputClrTypes { get; } = [];

    public Dictionary<string, ObjectBinding> Objects { get; } = [];

    public Dictionary<string, AbstractBinding> Abstracts { get; } = [];

    /// <summary>The input type of an SDL type; null when a leaf of it is unbound (reported where the leaf is).</summary>
    public InputType? InputTypeOf(IGraphQLType type)
    {
        var nonNull = type.IsNonNull;
        return type.Nullable switch
        {
            ListType list => InputTypeOf(list.ItemType) is { } item ? new ListInput(item, nonNull) : null,
            InputObjectType input => new ObjectInput(Inputs[input.Name], nonNull),
            NamedType named when Leaves.TryGetValue(named.Name, out var leaf) => new LeafInput(leaf, nonNull),
            _ => null,
        };
    }

    /// <summary>The input type of a type reference in a valid document.</summary>
    public InputType InputTypeOf(TypeNode type, bool nonNull = false) => type switch
    {
        NonNullTypeNode inner => InputTypeOf(inner.Type, nonNull: true),
        ListTypeNode list => new ListInput(InputTypeOf(list.Type), nonNull),
        NamedTypeNode named when Inputs.TryGetValue(named.Name, out var shape) => new ObjectInput(shape, nonNull),
        _ => new LeafInput(Leaves[((NamedTypeNode)type).Name], nonNull),
    };
}
