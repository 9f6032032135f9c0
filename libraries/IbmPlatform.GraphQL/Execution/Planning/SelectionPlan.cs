using IbmPlatform.GraphQL.Execution.Binding;

namespace IbmPlatform.GraphQL.Execution.Planning;

/// <summary>The fields selected on an object type, merged and in the order of the response.</summary>
internal sealed class SelectionPlan
{
    public SelectionPlan(ObjectBinding type, FieldPlan[] fields, DeferPlan? defer = null)
    {
        Type = type;
        Fields = fields;
        Defer = defer;
        IsDirect = defer is null && Array.TrueForAll(fields, f => f.IsDirect);
        if (IsDirect) Writer = new SelectionWriter(this);
    }

    /// <summary>Selects nothing: for values that are no objects.</summary>
    public static readonly SelectionPlan Nothing = new(new ObjectBinding("", typeof(object), new HashSet<string>()), []);

    public ObjectBinding Type { get; }

    public FieldPlan[] Fields { get; }

    /// <summary>What comes later; null when nothing does.</summary>
    public DeferPlan? Defer { get; }

    /// <summary>Writes its objects faster than field by field; null where their values have to be waited for.</summary>
    public SelectionWriter? Writer { get; }

    /// <summary>See <see cref="FieldPlan.IsDirect"/>.</summary>
    public bool IsDirect { get; }
}
