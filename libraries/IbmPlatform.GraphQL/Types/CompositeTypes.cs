namespace IbmPlatform.GraphQL.Types;

/// <summary>A type whose values are selected from by a selection set: object, interface or union.</summary>
public abstract class CompositeType : NamedType
{
    private protected CompositeType(string name) : base(name)
    {
    }

    /// <summary>The object types that a value can have: the type itself for an object type.</summary>
    public IReadOnlyList<ObjectType> PossibleTypes { get; internal set; } = [];

    internal HashSet<NamedType> SubTypes { get; } = [];
}

/// <summary>A type with output fields: object or interface.</summary>
public abstract class FieldsType : CompositeType
{
    private protected FieldsType(string name) : base(name)
    {
    }

    /// <summary>The fields in document order.</summary>
    public NamedList<FieldDefinition> Fields { get; internal set; } = NamedList<FieldDefinition>.Empty;

    /// <summary>The interfaces named after <c>implements</c>, those that they imply included.</summary>
    public IReadOnlyList<InterfaceType> Interfaces { get; internal set; } = [];
}

/// <summary>A type with fields that have values.</summary>
public sealed class ObjectType : FieldsType
{
    internal ObjectType(string name) : base(name) => PossibleTypes = [this];

    /// <inheritdoc/>
    public override TypeKind Kind => TypeKind.Object;
}

/// <summary>Fields that several object types share.</summary>
public sealed class InterfaceType : FieldsType
{
    internal InterfaceType(string name) : base(name)
    {
    }

    /// <inheritdoc/>
    public override TypeKind Kind => TypeKind.Interface;
}

/// <summary>One of several object types.</summary>
public sealed class UnionType : CompositeType
{
    internal UnionType(string name) : base(name)
    {
    }

    /// <inheritdoc/>
    public override TypeKind Kind => TypeKind.Union;
}

/// <summary>A leaf type with a closed list of values.</summary>
public sealed class EnumType : NamedType
{
    internal EnumType(string name) : base(name)
    {
    }

    /// <inheritdoc/>
    public override TypeKind Kind => TypeKind.Enum;

    /// <summary>The values in document order.</summary>
    public NamedList<EnumValueDefinition> Values { get; internal set; } = NamedList<EnumValueDefinition>.Empty;
}

/// <summary>Fields that the client gives.</summary>
public sealed class InputObjectType : NamedType
{
    internal InputObjectType(string name) : base(name)
    {
    }

    /// <inheritdoc/>
    public override TypeKind Kind => TypeKind.InputObject;

    /// <summary>The fields in document order.</summary>
    public NamedList<InputValueDefinition> Fields { get; internal set; } = NamedList<InputValueDefinition>.Empty;

    /// <summary>Whether exactly one of the fields must be given, and not null.</summary>
    public bool IsOneOf { get; internal set; }
}
