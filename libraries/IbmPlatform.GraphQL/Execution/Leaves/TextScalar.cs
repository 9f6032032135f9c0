using IbmPlatform.GraphQL.Execution.Running;

namespace IbmPlatform.GraphQL.Execution.Leaves;

/// <summary><c>String</c> (spec 3.5.3).</summary>
internal sealed class TextScalar() : LeafBinding("String", typeof(string)), ITypedLeaf<string>
{
    public override void WriteResult(object value, Utf8JsonBuffer buffer) =>
        buffer.WriteString(value as string ?? throw RefuseResult(value));

    public void Write(string value, Utf8JsonBuffer buffer) => buffer.WriteString(value);

    protected override object ReadString(string text) => text;
}
