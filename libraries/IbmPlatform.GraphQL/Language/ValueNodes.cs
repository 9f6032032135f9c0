using System.Globalization;

namespace IbmPlatform.GraphQL.Language;

/// <summary>A literal or a variable in the place of one.</summary>
public abstract record ValueNode : SyntaxNode;

/// <summary>A variable's use: <c>$name</c>.</summary>
/// <param name="Name">The name without the dollar sign.</param>
public sealed record VariableNode(string Name) : ValueNode
{
    /// <inheritdoc/>
    public override NodeKind Kind => NodeKind.Variable;
}

/// <summary>A whole number, as written, of any size.</summary>
/// <param name="Value">Digits with an optional minus sign.</param>
public sealed record IntValueNode(string Value) : ValueNode
{
    /// <summary>The literal of a number.</summary>
    public IntValueNode(long value) : this(value.ToString(CultureInfo.InvariantCulture))
    {
    }

    /// <inheritdoc/>
    public override NodeKind Kind => NodeKind.IntValue;
}

/// <summary>A number with a fraction or an exponent, as written.</summary>
/// <param name="Value">The literal's text.</param>
public sealed record FloatValueNode(string Value) : ValueNode
{
    /// <inheritdoc/>
    public override NodeKind Kind => NodeKind.FloatValue;
}

/// <summary>A string, with escapes resolved and block indentation removed.</summary>
/// <param name="Value">The text that the literal stands for.</param>
/// <param name="Block">Whether it was written, and prints, between three quotes.</param>
public sealed record StringValueNode(string Value, bool Block = false) : ValueNode
{
    /// <inheritdoc/>
    public override NodeKind Kind => NodeKind.StringValue;
}

/// <summary><c>true</c> or <c>false</c>.</summary>
/// <param name="Value">Which of them.</param>
public sealed record BooleanValueNode(bool Value) : ValueNode
{
    /// <inheritdoc/>
    public override NodeKind Kind => NodeKind.BooleanValue;
}

/// <summary>The literal <c>null</c>.</summary>
public sealed record NullValueNode : ValueNode
{
    /// <inheritdoc/>
    public override NodeKind Kind => NodeKind.NullValue;
}

/// <summary>The name of an enum's value.</summary>
/// <param name="Value">The name.</param>
public sealed record EnumValueNode(string Value) : ValueNode
{
    /// <inheritdoc/>
    public override NodeKind Kind => NodeKind.EnumValue;
}

/// <summary>A list in brackets.</summary>
/// <param name="Values">The items in order.</param>
public sealed record ListValueNode(IReadOnlyList<ValueNode> Values) : ValueNode
{
    /// <inheritdoc/>
    public override NodeKind Kind => NodeKind.ListValue;
}

/// <summary>An input object in braces.</summary>
/// <param name="Fields">The fields in the order written; duplicates are kept, a validation rule refuses them.</param>
public sealed record ObjectValueNode(IReadOnlyList<ObjectFieldNode> Fields) : ValueNode
{
    /// <inheritdoc/>
    public override NodeKind Kind => NodeKind.ObjectValue;
}

/// <summary>A field of an input object: <c>name: value</c>.</summary>
/// <param name="Name">The field's name.</param>
/// <param name="Value">The field's value.</param>
public sealed record ObjectFieldNode(string Name, ValueNode Value) : SyntaxNode, INamedNode
{
    /// <inheritdoc/>
    public override NodeKind Kind => NodeKind.ObjectField;

    /// <inheritdoc/>
    public Location NameLocation => NameAt(Location.Start, Name);
}
