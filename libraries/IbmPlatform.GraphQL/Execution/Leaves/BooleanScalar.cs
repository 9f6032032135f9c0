using IbmPlatform.GraphQL.Execution.Running;

namespace IbmPlatform.GraphQL.Execution.Leaves;

/// <summary><c>Boolean</c> (spec 3.5.4).</summary>
internal sealed class BooleanScalar() : LeafBinding("Boolean", typeof(bool)), ITypedLeaf<bool>
{
    public override void WriteResult(object value, Utf8JsonBuffer buffer) =>
        buffer.WriteBoolean(value as bool? ?? throw RefuseResult(value));

    public void Write(bool value, Utf8JsonBuffer buffer) => buffer.WriteBoolean(value);

    protected override object ReadBoolean(bool value) => value;
}
