using IbmPlatform.GraphQL.Execution.Planning;

namespace IbmPlatform.GraphQL.Execution.Running;

internal sealed class FieldContext(RequestContext request, FieldPlan plan, ResponsePath path, CancellationToken cancellationToken) : ResolverContext
{
    public override RequestContext RequestContext => request;

    public override ResponsePath Path => path;

    public override string Field => plan.Binding.Name;

    public override string ParentType => plan.Binding.TypeName;

    public override CancellationToken CancellationToken => cancellationToken;

    public override bool Selects(string path) => plan.Selects(path);
}
