using IbmPlatform.GraphQL.Execution.Running;

namespace IbmPlatform.GraphQL.Execution.Leaves;

/// <summary>A custom scalar that travels as a JSON string.</summary>
internal sealed class StringScalar<T>(string name, Func<string, T> parse, Func<T, string> format)
    : LeafBinding(name, typeof(T)), ITypedLeaf<T> where T : notnull
{
    protected override object ReadString(string text)
    {
        try
        {
            return parse(text);
        }
        catch (Exception e) when (e is FormatException or ArgumentException or OverflowException)
        {
            throw Refuse($"\"{text}\"", e.Message);
        }
    }

    public override void WriteResult(object value, Utf8JsonBuffer buffer) =>
        Write(value is T typed ? typed : throw RefuseResult(value), buffer);

    public void Write(T value, Utf8JsonBuffer buffer) => buffer.WriteString(format(value));
}
