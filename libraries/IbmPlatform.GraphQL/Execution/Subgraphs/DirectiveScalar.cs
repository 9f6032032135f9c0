using IbmPlatform.GraphQL.Execution.Leaves;
using IbmPlatform.GraphQL.Execution.Running;

namespace IbmPlatform.GraphQL.Execution.Subgraphs;

/// <summary>A scalar that only directives of the SDL take: it is read by tools, never by a request.</summary>
internal sealed class DirectiveScalar(string name) : LeafBinding(name, typeof(string))
{
    public override void WriteResult(object value, Utf8JsonBuffer buffer) => throw RefuseResult(value);
}
