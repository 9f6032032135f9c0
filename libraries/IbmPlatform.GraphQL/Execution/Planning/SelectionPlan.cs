using IbmPlatform.GraphQL.Execution.Binding;

namespace IbmPlatform.GraphQL.Execution.Planning;

/// <summary>The fields selected on an object type, merged and in the order of the response.</summary>
internal sealed class SelectionPlan(ObjectBinding type, FieldPlan[] fields, DeferPlan? defer = null)
{
    /// <summary>Selects nothing: for values that are no objects.</summary>
    public static readonly SelectionPlan Nothing = new(new ObjectBinding("", typeof(object), new HashSet<string>()), []);

    public ObjectBinding Type => type;

    public FieldPlan[] Fields => fields;

    /// <summary>What comes later; null when nothing does.</summary>
    public DeferPlan? Defer => defer;

    /// <summary>See <see cref="FieldPlan.IsDirect"/>.</summary>
    public bool IsDirect { get; } = defer is null && Array.TrueForAll(fields, f => f.IsDirect);
}
