using IbmPlatform.GraphQL.Language;

namespace IbmPlatform.GraphQL.Types;

/// <summary>A field of an object or interface type.</summary>
public sealed class FieldDefinition : INamed
{
    internal FieldDefinition(string name, IGraphQLType type)
    {
        Name = name;
        Type = type;
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <summary>The type of the field's value.</summary>
    public IGraphQLType Type { get; }

    /// <summary>The description, Markdown; null when there is none.</summary>
    public string? Description { get; internal init; }

    /// <summary>The arguments in document order.</summary>
    public NamedList<InputValueDefinition> Arguments { get; internal init; } = NamedList<InputValueDefinition>.Empty;

    /// <summary>Why the field should not be used any more; null when it is not deprecated.</summary>
    public string? DeprecationReason { get; internal init; }

    /// <summary>The directives applied on the field.</summary>
    public IReadOnlyList<DirectiveNode> AppliedDirectives { get; internal init; } = [];

    /// <summary>The definition; null for the meta-fields <c>__typename</c>, <c>__schema</c> and <c>__type</c>.</summary>
    public FieldDefinitionNode? AstNode { get; internal init; }

    /// <inheritdoc/>
    public override string ToString() => $"{Name}: {Type}";
}

/// <summary>An argument of a field or directive, or a field of an input object type.</summary>
public sealed class InputValueDefinition : INamed
{
    internal InputValueDefinition(string name, IGraphQLType type)
    {
        Name = name;
        Type = type;
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <summary>The type of the value to give.</summary>
    public IGraphQLType Type { get; }

    /// <summary>The description, Markdown; null when there is none.</summary>
    public string? Description { get; internal init; }

    /// <summary>The literal that stands when no value is given; null when there is no default.</summary>
    public ValueNode? DefaultValue { get; internal init; }

    /// <summary>Why the value should not be given any more; null when it is not deprecated.</summary>
    public string? DeprecationReason { get; internal init; }

    /// <summary>The directives applied on the argument or field.</summary>
    public IReadOnlyList<DirectiveNode> AppliedDirectives { get; internal init; } = [];

    /// <summary>The definition.</summary>
    public InputValueDefinitionNode? AstNode { get; internal init; }

    /// <summary>Whether a value must be given: non-null and without a default.</summary>
    public bool IsRequired => Type.IsNonNull && DefaultValue is null;

    /// <inheritdoc/>
    public override string ToString() => $"{Name}: {Type}";
}

/// <summary>A value of an enum type.</summary>
public sealed class EnumValueDefinition : INamed
{
    internal EnumValueDefinition(string name) => Name = name;

    /// <inheritdoc/>
    public string Name { get; }

    /// <summary>The description, Markdown; null when there is none.</summary>
    public string? Description { get; internal init; }

    /// <summary>Why the value should not be used any more; null when it is not deprecated.</summary>
    public string? DeprecationReason { get; internal init; }

    /// <summary>The directives applied on the value.</summary>
    public IReadOnlyList<DirectiveNode> AppliedDirectives { get; internal init; } = [];

    /// <summary>The definition.</summary>
    public EnumValueDefinitionNode? AstNode { get; internal init; }

    /// <inheritdoc/>
    public override string ToString() => Name;
}

/// <summary>A directive that a schema knows.</summary>
public sealed class DirectiveDefinition : INamed
{
    internal DirectiveDefinition(string name, IReadOnlyList<string> locations)
    {
        Name = name;
        Locations = locations;
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <summary>Where it can be applied, by the specification's names.</summary>
    public IReadOnlyList<string> Locations { get; }

    /// <summary>The description, Markdown; null when there is none.</summary>
    public string? Description { get; internal init; }

    /// <summary>The arguments in document order.</summary>
    public NamedList<InputValueDefinition> Arguments { get; internal init; } = NamedList<InputValueDefinition>.Empty;

    /// <summary>Whether it can be applied more than once in one place.</summary>
    public bool IsRepeatable { get; internal init; }

    /// <summary>The definition.</summary>
    public DirectiveDefinitionNode? AstNode { get; internal init; }

    /// <summary>Whether every schema has it, so that a printed schema leaves it out.</summary>
    public bool IsBuiltIn { get; internal init; }

    /// <inheritdoc/>
    public override string ToString() => $"@{Name}";
}
