using IbmPlatform.GraphQL.Execution.Leaves;
using IbmPlatform.GraphQL.Execution.Running;

namespace IbmPlatform.GraphQL.Execution.Introspection;

/// <summary>An enum whose values are kept as their names.</summary>
internal sealed class NameLeaf(string name) : LeafBinding(name, typeof(string)), ITypedLeaf<string>
{
    public override void WriteResult(object value, Utf8JsonBuffer buffer) => buffer.WriteString((string)value);

    public void Write(string value, Utf8JsonBuffer buffer) => buffer.WriteString(value);

    protected override object ReadEnumLiteral(string name) => name;
}
