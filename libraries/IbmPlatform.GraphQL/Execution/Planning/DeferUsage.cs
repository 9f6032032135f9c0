using IbmPlatform.GraphQL.Language;

namespace IbmPlatform.GraphQL.Execution.Planning;

/// <summary>A <c>@defer</c> as one selection reaches it, inside another or not (draft, "CollectFields").</summary>
internal sealed class DeferUsage(DirectiveNode directive, DeferUsage? parent)
{
    public DirectiveNode Directive => directive;

    public DeferUsage? Parent => parent;

    public string? Label { get; } = (directive.Argument("label") as StringValueNode)?.Value;
}
