using System.Text.Json;
using IbmPlatform.GraphQL.Execution.Inputs;
using IbmPlatform.GraphQL.Execution.Running;
using IbmPlatform.GraphQL.Language;

namespace IbmPlatform.GraphQL.Execution.Leaves;

/// <summary>A scalar or enum type's C# side: reads inputs and writes results. Every reader throws <see cref="FormatException"/>.</summary>
internal abstract class LeafBinding(string name, Type clrType)
{
    public string Name { get; } = name;

    /// <summary>The type of coerced inputs.</summary>
    public Type ClrType { get; } = clrType;

    /// <summary>Whether resolvers may return this type ("result coercion").</summary>
    public virtual bool Writes(Type type) => type == ClrType;

    /// <summary>Writes a result value that is not null.</summary>
    /// <exception cref="FormatException">The value is none of this type.</exception>
    public abstract void WriteResult(object value, Utf8JsonBuffer buffer);

    /// <summary>Coerces a literal that is neither null nor a variable.</summary>
    public virtual object ReadLiteral(ValueNode literal, VariableValues variables) => literal switch
    {
        StringValueNode text => ReadString(text.Value),
        IntValueNode number => ReadNumber(number.Value, isIntegerLiteral: true),
        FloatValueNode number => ReadNumber(number.Value, isIntegerLiteral: false),
        BooleanValueNode boolean => ReadBoolean(boolean.Value),
        EnumValueNode value => ReadEnumLiteral(value.Value),
        _ => throw Refuse(Printer.PrintCompact(literal)),
    };

    /// <summary>Coerces a JSON value that is not null.</summary>
    public virtual object ReadJson(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => ReadString(value.GetString()!),
        JsonValueKind.Number => ReadJsonNumber(value.GetRawText()),
        JsonValueKind.True => ReadBoolean(true),
        JsonValueKind.False => ReadBoolean(false),
        _ => throw Refuse(value.GetRawText()),
    };

    protected virtual object ReadString(string text) => throw Refuse($"\"{text}\"");

    protected virtual object ReadNumber(string text, bool isIntegerLiteral) => throw Refuse(text);

    protected virtual object ReadBoolean(bool value) => throw Refuse(value ? "true" : "false");

    protected virtual object ReadEnumLiteral(string name) => throw Refuse(name);

    protected LeafException Refuse(string shown, string? why = null) =>
        new($"{Name} cannot represent {(shown.Length <= 100 ? shown : shown[..100] + "…")}{(why is null ? "." : ": " + why)}");

    protected LeafException RefuseResult(object value) => new($"{Name} cannot represent a value of type {value.GetType().Name}.");

    /// <summary>JSON has one kind of number: <c>1.0</c> and <c>1e3</c> are integers there.</summary>
    private object ReadJsonNumber(string text)
    {
        if (text.AsSpan().IndexOfAny('.', 'e', 'E') < 0) return ReadNumber(text, isIntegerLiteral: true);
        return decimal.TryParse(text, System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out var number)
            && decimal.IsInteger(number)
            ? ReadNumber(number.ToString("0", System.Globalization.CultureInfo.InvariantCulture), isIntegerLiteral: true)
            : ReadNumber(text, isIntegerLiteral: false);
    }
}
