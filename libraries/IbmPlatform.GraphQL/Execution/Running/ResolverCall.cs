using IbmPlatform.GraphQL.Execution.Binding;
using IbmPlatform.GraphQL.Execution.Planning;

namespace IbmPlatform.GraphQL.Execution.Running;

/// <summary>What a compiled resolver reads its parameters from. Used again for the next call: resolvers read before they await.</summary>
internal sealed class ResolverCall(OperationRun run)
{
    private Dictionary<Type, object>? _instances;

    public RequestContext Request => run.Context;

    /// <summary>The schema that is executed.</summary>
    public Types.Schema Schema => run.Schema.Schema;

    public CancellationToken CancellationToken => run.CancellationToken;

    public Inputs.VariableValues Variables => run.Variables;

    public object?[] Arguments { get; set; } = [];

    public object? Parent { get; set; }

    /// <summary>The parents of a batch; only the first <see cref="ParentCount"/> count.</summary>
    public object?[] Parents { get; set; } = [];

    public int ParentCount { get; set; }

    public FieldPlan? Field { get; set; }

    /// <summary>Where the call stands; set just before the call, read by those resolvers that want a context.</summary>
    public Func<ResponsePath>? PathSource { get; set; }

    public ResolverContext Context() => new FieldContext(run.Context, Field!, PathSource!(), run.CancellationToken);

    public T[] ParentsAs<T>()
    {
        var parents = new T[ParentCount];
        for (var i = 0; i < parents.Length; i++) parents[i] = (T)Parents[i]!;
        return parents;
    }

    public object Service(Type type, string wantedBy) => ResolverInstances.GetService(run.Context.Services, type, wantedBy);

    public object Instance(Type type)
    {
        if ((_instances ??= []).TryGetValue(type, out var instance)) return instance;
        return _instances[type] = ResolverInstances.Get(type, run.Context.Services);
    }
}
