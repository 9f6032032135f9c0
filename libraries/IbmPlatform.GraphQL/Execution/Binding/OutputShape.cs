using IbmPlatform.GraphQL.Execution.Leaves;

namespace IbmPlatform.GraphQL.Execution.Binding;

/// <summary>A field's type taken apart: the levels of lists and what stands inside them. One of the last three is set.</summary>
/// <param name="Text">The type as the SDL writes it.</param>
/// <param name="NonNull">For each level from the outside in, the named type last: whether null is refused there.</param>
/// <param name="Leaf">The scalar or enum.</param>
/// <param name="Object">The object type.</param>
/// <param name="Abstract">The interface or union.</param>
internal sealed record OutputShape(string Text, bool[] NonNull, LeafBinding? Leaf, ObjectBinding? Object, AbstractBinding? Abstract)
{
    public int ListDepth => NonNull.Length - 1;
}
