using IbmPlatform.GraphQL.Types;

namespace IbmPlatform.GraphQL.Validation;

/// <summary>What the schema knows about the node at hand; each member is null where it knows nothing.</summary>
internal struct TypeInfo
{
    /// <summary>The type that the surrounding selection set selects from.</summary>
    public CompositeType? ParentType;

    /// <summary>The output type of the field, fragment or operation at hand.</summary>
    public IGraphQLType? Type;

    public FieldDefinition? Field;

    public DirectiveDefinition? Directive;

    public InputValueDefinition? Argument;

    /// <summary>The type expected of the value at hand.</summary>
    public IGraphQLType? InputType;

    /// <summary>The type expected of the list or object around the value at hand.</summary>
    public IGraphQLType? ParentInputType;

    /// <summary>Whether the argument or input field at hand has a default.</summary>
    public bool HasDefault;

    public EnumValueDefinition? EnumValue;
}
