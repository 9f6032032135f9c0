using IbmPlatform.GraphQL.Execution.Binding;

namespace IbmPlatform.GraphQL.Execution.Planning;

/// <summary>The fields selected on an object type, merged and in the order of the response.</summary>
internal sealed class SelectionPlan(ObjectBinding type, FieldPlan[] fields)
{
    public ObjectBinding Type => type;

    public FieldPlan[] Fields => fields;

    /// <summary>See <see cref="FieldPlan.IsDirect"/>.</summary>
    public bool IsDirect { get; } = Array.TrueForAll(fields, f => f.IsDirect);
}
