namespace IbmPlatform.GraphQL.Execution;

/// <summary>A scalar or enum type's C# side: reads inputs and writes results.</summary>
internal abstract class LeafBinding(string name, Type clrType)
{
    public string Name { get; } = name;

    /// <summary>The type of coerced inputs.</summary>
    public Type ClrType { get; } = clrType;

    /// <summary>Writes a result value that is not null.</summary>
    /// <exception cref="FormatException">The value is none of this type ("result coercion").</exception>
    public abstract void WriteResult(object value, Utf8JsonBuffer buffer);

    public virtual object ReadString(string text) => throw Refuse($"\"{text}\"");

    /// <param name="text">The number as written.</param>
    /// <param name="isLiteral">From a document, where <c>1.0</c> is no Int; in JSON it is one.</param>
    public virtual object ReadNumber(string text, bool isLiteral) => throw Refuse(text);

    public virtual object ReadBoolean(bool value) => throw Refuse(value ? "true" : "false");

    public virtual object ReadEnumLiteral(string name) => throw Refuse(name);

    protected FormatException Refuse(string shown, string? why = null) =>
        new($"{Name} cannot represent {shown}{(why is null ? "." : ": " + why)}");
}

/// <summary>A scalar type's C# side.</summary>
internal abstract class ScalarBinding(string name, Type clrType) : LeafBinding(name, clrType);

/// <summary>A leaf whose C# type is known, so that compiled resolvers write it without boxing.</summary>
internal interface ITypedLeaf<in T>
{
    void Write(T value, Utf8JsonBuffer buffer);
}
