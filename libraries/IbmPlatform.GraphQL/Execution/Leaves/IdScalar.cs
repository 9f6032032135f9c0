using System.Globalization;
using IbmPlatform.GraphQL.Execution.Running;

namespace IbmPlatform.GraphQL.Execution.Leaves;

/// <summary><c>ID</c>: reads strings and integers, writes strings (spec 3.5.5).</summary>
internal sealed class IdScalar() : LeafBinding("ID", typeof(string)), ITypedLeaf<string>
{
    /// <summary>Besides strings and integers any value type that parses and formats itself: the typed ids of a service.</summary>
    public override bool Writes(Type type) => type == typeof(string) || IsTypedId(type);

    public static bool IsTypedId(Type type) =>
        Array.Exists(type.GetInterfaces(), i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IParsable<>) && i.GenericTypeArguments[0] == type);

    public override void WriteResult(object value, Utf8JsonBuffer buffer) => buffer.WriteString(value switch
    {
        string text => text,
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ when IsTypedId(value.GetType()) => value.ToString(),
        _ => throw RefuseResult(value),
    });

    public void Write(string value, Utf8JsonBuffer buffer) => buffer.WriteString(value);

    protected override object ReadString(string text) => text;

    protected override object ReadNumber(string text, bool isIntegerLiteral) =>
        isIntegerLiteral ? text : throw Refuse(text, "it is neither a string nor an integer.");
}
