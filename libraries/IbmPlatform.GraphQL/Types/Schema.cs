using IbmPlatform.GraphQL.Language;
using IbmPlatform.GraphQL.Validation;

namespace IbmPlatform.GraphQL.Types;

/// <summary>A type system: what can be asked of a service. Immutable, made from documents of the schema language.</summary>
public sealed class Schema
{
    private readonly Dictionary<string, NamedType> _types;
    private readonly Dictionary<string, DirectiveDefinition> _directives;

    internal Schema(SchemaParts parts)
    {
        Types = parts.Types;
        Directives = parts.Directives;
        _types = Types.ToDictionary(type => type.Name, StringComparer.Ordinal);
        _directives = Directives.ToDictionary(directive => directive.Name, StringComparer.Ordinal);
        Description = parts.AstNode?.Description?.Value;
        AstNode = parts.AstNode;
        Extensions = parts.Extensions;
        AppliedDirectives = [.. (AstNode?.Directives ?? []).Concat(Extensions.SelectMany(extension => extension.Directives))];
        Roots = parts.Roots;
        QueryType = parts.Roots.GetValueOrDefault(OperationType.Query) as ObjectType;
        MutationType = parts.Roots.GetValueOrDefault(OperationType.Mutation) as ObjectType;
        SubscriptionType = parts.Roots.GetValueOrDefault(OperationType.Subscription) as ObjectType;
    }

    /// <summary>The description, Markdown; null when there is none.</summary>
    public string? Description { get; }

    /// <summary>Every named type: those of the document in its order, then the introspection system's and built-in scalars.</summary>
    public IReadOnlyList<NamedType> Types { get; }

    /// <summary>Every directive: the built-in ones that the document does not define itself, then the document's.</summary>
    public IReadOnlyList<DirectiveDefinition> Directives { get; }

    /// <summary>The root of queries. Null only in a schema that was not validated.</summary>
    public ObjectType? QueryType { get; }

    /// <summary>The root of mutations; null when the schema has none.</summary>
    public ObjectType? MutationType { get; }

    /// <summary>The root of subscriptions; null when the schema has none.</summary>
    public ObjectType? SubscriptionType { get; }

    /// <summary>The <c>schema</c> definition; null when it is left out.</summary>
    public SchemaDefinitionNode? AstNode { get; }

    /// <summary>The <c>extend schema</c> nodes in document order.</summary>
    public IReadOnlyList<SchemaExtensionNode> Extensions { get; }

    /// <summary>The directives applied on the schema, such as <c>@link</c>.</summary>
    public IReadOnlyList<DirectiveNode> AppliedDirectives { get; }

    // Also roots that are no object types, for the rule that refuses them.
    internal IReadOnlyDictionary<OperationType, NamedType> Roots { get; }

    /// <summary>Builds and checks the schema that documents of the schema language define together.</summary>
    /// <exception cref="Errors.GraphQLSyntaxException">A text is not GraphQL.</exception>
    /// <exception cref="SchemaException">The schema is invalid; all faults are listed.</exception>
    public static Schema FromSdl(params string[] sdl)
    {
        var definitions = new List<DefinitionNode>();
        for (var i = 0; i < sdl.Length; i++)
        {
            var options = ParserOptions.Trusted with { SourceName = sdl.Length == 1 ? "schema" : $"schema[{i}]" };
            definitions.AddRange(Parser.ParseDocument(sdl[i], options).Definitions);
        }

        return FromDocument(new DocumentNode(definitions));
    }

    /// <summary>Builds the schema that a document defines.</summary>
    /// <param name="document">Definitions and extensions of the type system.</param>
    /// <param name="validate">False only for documents of our own making, such as a composed supergraph.</param>
    /// <exception cref="SchemaException">The schema is invalid; all faults are listed.</exception>
    public static Schema FromDocument(DocumentNode document, bool validate = true) =>
        FromDocument(document, new SchemaOptions { Validate = validate });

    /// <summary>Builds the schema that a document defines.</summary>
    /// <exception cref="SchemaException">The schema is invalid; all faults are listed.</exception>
    public static Schema FromDocument(DocumentNode document, SchemaOptions options)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(options);
        if (options.OrphanExtensionsDefine) document = OrphanExtension.Complete(document);
        var builder = new SchemaBuilder(document, options);
        var schema = builder.Build();
        // Names that nothing defines are among the validator's findings; without it they are still refused.
        var errors = options.Validate ? SchemaValidator.Validate(document, schema) : builder.Unresolved;
        return errors.Count == 0 ? schema : throw new SchemaException(errors);
    }

    /// <summary>The type of that name; null when the schema has none.</summary>
    public NamedType? FindType(string name) => _types.GetValueOrDefault(name);

    /// <summary>The directive of that name, without the at sign; null when the schema has none.</summary>
    public DirectiveDefinition? FindDirective(string name) => _directives.GetValueOrDefault(name);

    /// <summary>The root type of an operation; null when the schema has none.</summary>
    public ObjectType? RootType(OperationType operation) => operation switch
    {
        OperationType.Query => QueryType,
        OperationType.Mutation => MutationType,
        _ => SubscriptionType,
    };

    /// <summary>The field of a type, the meta-fields included; null when it has none of that name.</summary>
    public FieldDefinition? FindField(NamedType parent, string name)
    {
        if (name.StartsWith("__", StringComparison.Ordinal))
        {
            if (name == "__typename" && parent is CompositeType) return IntrospectionTypes.TypeNameField;
            if (parent == QueryType && name == "__schema") return IntrospectionTypes.SchemaField;
            if (parent == QueryType && name == "__type") return IntrospectionTypes.TypeField;
        }

        return (parent as FieldsType)?.Fields.Find(name);
    }

    /// <summary>The type that a reference names; null when the schema has no such type.</summary>
    public IGraphQLType? Resolve(TypeNode reference) => reference switch
    {
        NamedTypeNode named => FindType(named.Name),
        ListTypeNode list => Resolve(list.Type) is { } item ? new ListType(item) : null,
        NonNullTypeNode nonNull => Resolve(nonNull.Type) is { } inner ? new NonNullType(inner) : null,
        _ => null,
    };

#pragma warning disable CA1822 // Questions to a schema, whichever part of it keeps the answers.
    /// <summary>The object types that a value of the type can have.</summary>
    public IReadOnlyList<ObjectType> PossibleTypes(CompositeType type) => type.PossibleTypes;

    /// <summary>Whether a value of the second type can stand where the first is expected: the same type, a member or an implementer.</summary>
    public bool IsSubType(IGraphQLType expected, IGraphQLType given)
    {
        while (true)
        {
            if (ReferenceEquals(expected, given)) return true;
            switch (expected, given)
            {
                case (NonNullType outer, NonNullType inner):
                    (expected, given) = (outer.Nullable, inner.Nullable);
                    break;
                case (NonNullType, _):
                    return false;
                case (_, NonNullType inner):
                    given = inner.Nullable;
                    break;
                case (ListType outer, ListType inner):
                    (expected, given) = (outer.ItemType, inner.ItemType);
                    break;
                case (CompositeType outer, NamedType inner):
                    return outer.SubTypes.Contains(inner);
                default:
                    return false;
            }
        }
    }

    /// <summary>Whether some object type is possible for both types.</summary>
    public bool Overlap(CompositeType first, CompositeType second)
    {
        if (first == second) return true;
        foreach (var type in first.PossibleTypes)
        {
            if (second == type || second.SubTypes.Contains(type)) return true;
        }

        return false;
    }
#pragma warning restore CA1822
}
