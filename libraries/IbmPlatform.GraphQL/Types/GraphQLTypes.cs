namespace IbmPlatform.GraphQL.Types;

/// <summary>A type, named or wrapped in lists and non-null marks. Its text is that of the schema language: <c>[Int!]!</c>.</summary>
public interface IGraphQLType
{
    /// <summary>The named type inside all wrappers.</summary>
    NamedType NamedType { get; }

    /// <summary>The type without an outer non-null mark.</summary>
    IGraphQLType Nullable { get; }

    /// <summary>Whether null is excluded.</summary>
    bool IsNonNull { get; }

    /// <summary>Whether arguments, variables and input fields can have the type.</summary>
    bool IsInput { get; }

    /// <summary>Whether output fields can have the type.</summary>
    bool IsOutput { get; }
}

/// <summary>A list of items of one type.</summary>
public sealed class ListType : IGraphQLType
{
    internal ListType(IGraphQLType itemType) => ItemType = itemType;

    /// <summary>The items' type.</summary>
    public IGraphQLType ItemType { get; }

    /// <inheritdoc/>
    public NamedType NamedType => ItemType.NamedType;

    /// <inheritdoc/>
    public IGraphQLType Nullable => this;

    /// <inheritdoc/>
    public bool IsNonNull => false;

    /// <inheritdoc/>
    public bool IsInput => ItemType.IsInput;

    /// <inheritdoc/>
    public bool IsOutput => ItemType.IsOutput;

    /// <inheritdoc/>
    public override string ToString() => $"[{ItemType}]";

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is ListType other && ItemType.Equals(other.ItemType);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(1, ItemType);
}

/// <summary>A type that excludes null.</summary>
public sealed class NonNullType : IGraphQLType
{
    internal NonNullType(IGraphQLType nullable) => Nullable = nullable;

    /// <summary>The type that is marked: a named or a list type.</summary>
    public IGraphQLType Nullable { get; }

    /// <inheritdoc/>
    public NamedType NamedType => Nullable.NamedType;

    /// <inheritdoc/>
    public bool IsNonNull => true;

    /// <inheritdoc/>
    public bool IsInput => Nullable.IsInput;

    /// <inheritdoc/>
    public bool IsOutput => Nullable.IsOutput;

    /// <inheritdoc/>
    public override string ToString() => $"{Nullable}!";

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is NonNullType other && Nullable.Equals(other.Nullable);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(2, Nullable);
}
