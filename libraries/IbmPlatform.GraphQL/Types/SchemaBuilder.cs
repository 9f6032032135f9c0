using IbmPlatform.GraphQL.Errors;
using IbmPlatform.GraphQL.Language;

namespace IbmPlatform.GraphQL.Types;

/// <summary>
/// Makes the type model of a document. It always comes to an end: of definitions with one name the first counts, and a name that
/// nothing defines stands for a placeholder and is remembered in <see cref="Unresolved"/>; so all faults can be reported at once.
/// </summary>
internal sealed class SchemaBuilder
{
    private readonly SchemaOptions _options;
    private readonly List<TypeDefinitionNode> _definitions = [];
    private readonly Dictionary<string, List<TypeExtensionNode>> _extensions = new(StringComparer.Ordinal);
    private readonly List<DirectiveDefinitionNode> _directives = [];
    private readonly List<SchemaExtensionNode> _schemaExtensions = [];
    private readonly Dictionary<string, NamedType> _types = new(StringComparer.Ordinal);
    // Built-in scalars are part of a schema only where it refers to them (specification, section 3.5); introspection refers to these two.
    private readonly HashSet<NamedType> _used = [ScalarType.String, ScalarType.Boolean];
    private readonly List<GraphQLError> _unresolved = [];
    private SchemaDefinitionNode? _schema;

    public SchemaBuilder(DocumentNode document, SchemaOptions options)
    {
        _options = options;
        foreach (var type in ScalarType.BuiltIns) _types.Add(type.Name, type);
        foreach (var definition in document.Definitions) Sort(definition);
    }

    /// <summary>References to types that nothing defines.</summary>
    public IReadOnlyList<GraphQLError> Unresolved => _unresolved;

    /// <summary>The types alone of a document that defines no schema of its own: the introspection system.</summary>
    public static IReadOnlyList<NamedType> BuildTypes(DocumentNode document)
    {
        var builder = new SchemaBuilder(document, new SchemaOptions());
        builder.Fill();
        return [.. builder._definitions.Select(definition => builder._types[definition.Name])];
    }

    /// <summary>Directives whose arguments are of built-in types.</summary>
    public static IReadOnlyList<DirectiveDefinition> BuildDirectives(IEnumerable<DirectiveDefinitionNode> definitions)
    {
        var builder = new SchemaBuilder(new DocumentNode([]), new SchemaOptions());
        return [.. definitions.Select(definition => builder.Directive(definition, builtIn: false))];
    }

    public Schema Build()
    {
        foreach (var type in IntrospectionTypes.All) _types.TryAdd(type.Name, type);
        Fill();
        var roots = Roots();
        var own = _definitions.Select(definition => _types[definition.Name]).ToList();
        var directives = SpecifiedDirectives.Definitions
            .Where(specified => _directives.All(directive => directive.Name != specified.Name))
            .Select(specified => Directive(specified, builtIn: true))
            .Concat(_directives.DistinctBy(directive => directive.Name).Select(directive => Directive(directive, builtIn: false)))
            .ToList();
        var types = own.Union(IntrospectionTypes.All.Where(type => _types[type.Name] == type))
            .Union(ScalarType.BuiltIns.Where(_used.Contains)).ToList();
        LinkPossibleTypes(types);
        return new Schema(new SchemaParts(types, directives, roots, _schema, _schemaExtensions));
    }

    private void Sort(DefinitionNode definition)
    {
        switch (definition)
        {
            case TypeDefinitionNode type: Declare(type); break;
            case TypeExtensionNode extension:
                if (!_extensions.TryGetValue(extension.Name, out var extensions)) _extensions.Add(extension.Name, extensions = []);
                extensions.Add(extension);
                break;
            case DirectiveDefinitionNode directive: _directives.Add(directive); break;
            case SchemaDefinitionNode schema: _schema ??= schema; break;
            case SchemaExtensionNode extension: _schemaExtensions.Add(extension); break;
        }
    }

    private void Declare(TypeDefinitionNode definition)
    {
        // A document may define the built-in scalars again; they stay what they are.
        if (_types.ContainsKey(definition.Name)) return;
        _definitions.Add(definition);
        NamedType type = definition switch
        {
            ScalarTypeDefinitionNode => new ScalarType(definition.Name, _options.LiteralChecks.GetValueOrDefault(definition.Name)),
            ObjectTypeDefinitionNode => new ObjectType(definition.Name),
            InterfaceTypeDefinitionNode => new InterfaceType(definition.Name),
            UnionTypeDefinitionNode => new UnionType(definition.Name),
            EnumTypeDefinitionNode => new EnumType(definition.Name),
            _ => new InputObjectType(definition.Name),
        };
        type.AstNode = definition;
        type.Description = definition.Description?.Value;
        _types.Add(definition.Name, type);
    }

    private void Fill()
    {
        foreach (var definition in _definitions)
        {
            var type = _types[definition.Name];
            // An extension of another kind is a fault that a rule reports; it adds nothing.
            type.Extensions = _extensions.TryGetValue(type.Name, out var extensions)
                ? [.. extensions.Where(extension => OrphanExtension.Extends(extension, definition))]
                : [];
            type.AppliedDirectives = [.. type.Nodes.SelectMany(node => node.Directives)];
            Fill(type);
        }
    }

    private void Fill(NamedType type)
    {
        switch (type)
        {
            case ScalarType scalar:
                scalar.SpecifiedByUrl =
                    (SpecifiedDirectives.Applied(scalar.AppliedDirectives, "specifiedBy")?.Argument("url") as StringValueNode)?.Value;
                break;
            case FieldsType fields:
                var nodes = fields.Nodes.Cast<IFieldsNode>().ToList();
                fields.Fields = new NamedList<FieldDefinition>(nodes.SelectMany(node => node.Fields).DistinctBy(field => field.Name)
                    .Select(Field));
                fields.Interfaces = [.. nodes.SelectMany(node => node.Interfaces).Select(Named).OfType<InterfaceType>().Distinct()];
                break;
            case UnionType union:
                union.PossibleTypes = [.. union.Nodes.Cast<IUnionNode>().SelectMany(node => node.Types).Select(Named).OfType<ObjectType>()
                    .Distinct()];
                break;
            case EnumType @enum:
                @enum.Values = new NamedList<EnumValueDefinition>(
                    @enum.Nodes.Cast<IEnumNode>().SelectMany(node => node.Values).DistinctBy(value => value.Name).Select(EnumValue));
                break;
            case InputObjectType input:
                input.IsOneOf = SpecifiedDirectives.Applied(input.AppliedDirectives, "oneOf") is not null;
                input.Fields = Inputs(input.Nodes.Cast<IInputObjectNode>().SelectMany(node => node.Fields));
                break;
        }
    }

    private FieldDefinition Field(FieldDefinitionNode node) => new(node.Name, Type(node.Type))
    {
        Description = node.Description?.Value,
        Arguments = Inputs(node.Arguments),
        DeprecationReason = SpecifiedDirectives.DeprecationReason(node.Directives),
        AppliedDirectives = node.Directives,
        AstNode = node,
    };

    private NamedList<InputValueDefinition> Inputs(IEnumerable<InputValueDefinitionNode> nodes) =>
        new(nodes.DistinctBy(node => node.Name).Select(Input));

    private InputValueDefinition Input(InputValueDefinitionNode node) => new(node.Name, Type(node.Type))
    {
        Description = node.Description?.Value,
        DefaultValue = node.DefaultValue,
        DeprecationReason = SpecifiedDirectives.DeprecationReason(node.Directives),
        AppliedDirectives = node.Directives,
        AstNode = node,
    };

    private static EnumValueDefinition EnumValue(EnumValueDefinitionNode node) => new(node.Name)
    {
        Description = node.Description?.Value,
        DeprecationReason = SpecifiedDirectives.DeprecationReason(node.Directives),
        AppliedDirectives = node.Directives,
        AstNode = node,
    };

    private DirectiveDefinition Directive(DirectiveDefinitionNode node, bool builtIn) => new(node.Name, node.Locations)
    {
        Description = node.Description?.Value,
        Arguments = Inputs(node.Arguments),
        IsRepeatable = node.Repeatable,
        AstNode = node,
        IsBuiltIn = builtIn,
    };

    private IGraphQLType Type(TypeNode node) => node switch
    {
        ListTypeNode list => new ListType(Type(list.Type)),
        NonNullTypeNode nonNull => new NonNullType(Type(nonNull.Type)),
        _ => Named((NamedTypeNode)node),
    };

    private NamedType Named(NamedTypeNode node)
    {
        if (_types.TryGetValue(node.Name, out var type))
        {
            _used.Add(type);
            return type;
        }

        _unresolved.Add(GraphQLError.WithCode(
            $"Type \"{node.Name}\" is not defined. Define it, or correct the name.", ErrorCodes.InvalidSchema, node.Location.ToSourceLocation()));
        return new UnknownType(node.Name);
    }

    private Dictionary<OperationType, NamedType> Roots()
    {
        var roots = new Dictionary<OperationType, NamedType>();
        var given = (_schema?.OperationTypes ?? []).Concat(_schemaExtensions.SelectMany(extension => extension.OperationTypes)).ToList();
        foreach (var root in given) roots.TryAdd(root.Operation, Named(root.Type));
        if (_schema is not null) return roots;
        // Without a schema definition the roots are the types of these names.
        foreach (var operation in Enum.GetValues<OperationType>())
        {
            if (_types.TryGetValue(operation.ToString(), out var type) && type is ObjectType) roots.TryAdd(operation, type);
        }

        return roots;
    }

    private static void LinkPossibleTypes(List<NamedType> types)
    {
        var implementers = new Dictionary<InterfaceType, List<ObjectType>>();
        foreach (var type in types.OfType<FieldsType>())
        {
            foreach (var implemented in type.Interfaces)
            {
                implemented.SubTypes.Add(type);
                if (type is not ObjectType @object) continue;
                if (!implementers.TryGetValue(implemented, out var list)) implementers.Add(implemented, list = []);
                list.Add(@object);
            }
        }

        foreach (var (type, list) in implementers) type.PossibleTypes = list;
        foreach (var union in types.OfType<UnionType>()) union.SubTypes.UnionWith(union.PossibleTypes);
    }
}
