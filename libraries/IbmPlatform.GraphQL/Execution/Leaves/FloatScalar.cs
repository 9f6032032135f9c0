using System.Globalization;
using IbmPlatform.GraphQL.Execution.Running;

namespace IbmPlatform.GraphQL.Execution.Leaves;

/// <summary><c>Float</c>: a finite double (spec 3.5.2).</summary>
internal sealed class FloatScalar() : LeafBinding("Float", typeof(double)), ITypedLeaf<double>, ITypedLeaf<float>, ITypedLeaf<int>
{
    public override bool Writes(Type type) => type == typeof(double) || type == typeof(float) || type == typeof(int);

    public override void WriteResult(object value, Utf8JsonBuffer buffer)
    {
        switch (value)
        {
            case double number: Write(number, buffer); break;
            case float number: Write(number, buffer); break;
            case int number: Write(number, buffer); break;
            default: throw RefuseResult(value);
        }
    }

    public void Write(double value, Utf8JsonBuffer buffer)
    {
        if (!double.IsFinite(value)) throw Refuse(value.ToString(CultureInfo.InvariantCulture), "it is not finite.");
        buffer.WriteDouble(value);
    }

    public void Write(float value, Utf8JsonBuffer buffer) => Write((double)value, buffer);

    public void Write(int value, Utf8JsonBuffer buffer) => buffer.WriteInt64(value);

    protected override object ReadNumber(string text, bool isIntegerLiteral)
    {
        var number = double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
        return double.IsFinite(number) ? number : throw Refuse(text, "it is not finite.");
    }
}
