namespace IbmPlatform.GraphQL.Execution;

/// <summary>Where a resolver stands in its request. Valid until the resolver has returned its value.</summary>
public abstract class ResolverContext
{
    /// <summary>The request's context.</summary>
    public abstract RequestContext RequestContext { get; }

    /// <summary>The request's services.</summary>
    public IServiceProvider Services => RequestContext.Services;

    /// <summary>The response path; a batch resolver sees the path of its first parent.</summary>
    public abstract ResponsePath Path { get; }

    /// <summary>The name of the field in the schema.</summary>
    public abstract string Field { get; }

    /// <summary>The name of the object type that the field is selected on.</summary>
    public abstract string ParentType { get; }

    /// <summary>Cancelled when the client goes away or the deadline passes.</summary>
    public abstract CancellationToken CancellationToken { get; }

    /// <summary>
    /// Whether the sub-selection asks for a field, through fragments too and for any possible type; a dotted name looks further down
    /// (<c>"edges.node.name"</c>).
    /// </summary>
    public abstract bool Selects(string path);
}
