using System.Globalization;
using IbmPlatform.GraphQL.Execution.Running;

namespace IbmPlatform.GraphQL.Execution.Leaves;

/// <summary><c>Int</c>: 32 bits with a sign (spec 3.5.1).</summary>
internal sealed class IntScalar() : LeafBinding("Int", typeof(int)), ITypedLeaf<int>, ITypedLeaf<short>, ITypedLeaf<byte>
{
    public override bool Writes(Type type) => type == typeof(int) || type == typeof(short) || type == typeof(byte);

    public override void WriteResult(object value, Utf8JsonBuffer buffer) => buffer.WriteInt64(value switch
    {
        int number => number,
        short number => number,
        byte number => number,
        _ => throw RefuseResult(value),
    });

    public void Write(int value, Utf8JsonBuffer buffer) => buffer.WriteInt64(value);

    public void Write(short value, Utf8JsonBuffer buffer) => buffer.WriteInt64(value);

    public void Write(byte value, Utf8JsonBuffer buffer) => buffer.WriteInt64(value);

    protected override object ReadNumber(string text, bool isIntegerLiteral)
    {
        if (!isIntegerLiteral) throw Refuse(text, "it is no integer.");
        return int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw Refuse(text, "it does not fit in 32 bits.");
    }
}
