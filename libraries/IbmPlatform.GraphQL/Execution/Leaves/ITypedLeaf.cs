using IbmPlatform.GraphQL.Execution.Running;

namespace IbmPlatform.GraphQL.Execution.Leaves;

/// <summary>A leaf that writes values of a known C# type, so that compiled resolvers need not box them.</summary>
internal interface ITypedLeaf<in T>
{
    void Write(T value, Utf8JsonBuffer buffer);
}
