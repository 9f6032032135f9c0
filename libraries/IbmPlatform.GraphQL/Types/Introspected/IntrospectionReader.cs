using IbmPlatform.GraphQL.Errors;
using IbmPlatform.GraphQL.Language;

namespace IbmPlatform.GraphQL.Types.Introspected;

/// <summary>Reads <c>__Schema</c> and everything below it as definitions.</summary>
internal sealed class IntrospectionReader
{
    // An introspection query asks for a fixed number of levels; nothing deeper than this is honest.
    private const int MaxTypeDepth = 64;

    // Standing for what is amiss, which is told: the document is not used then.
    private static readonly NamedTypeNode Amiss = new("Amiss");

    public DocumentNode Read(IntrospectedValue schema)
    {
        var definitions = new List<DefinitionNode>();
        var roots = new List<OperationTypeDefinitionNode>();
        if (schema.Member("queryType") is { } query) roots.Add(new(OperationType.Query, new NamedTypeNode(query.Text("name"))));
        if (schema.Optional("mutationType") is { } mutation) roots.Add(new(OperationType.Mutation, new NamedTypeNode(mutation.Text("name"))));
        if (schema.Optional("subscriptionType") is { } subscription) roots.Add(new(OperationType.Subscription, new NamedTypeNode(subscription.Text("name"))));
        var types = schema.Objects("types").Select(Type).OfType<TypeDefinitionNode>().ToList();
        definitions.Add(new SchemaDefinitionNode { Description = Description(schema), OperationTypes = roots });
        definitions.AddRange(schema.Objects("directives").Where(directive => !IsBuiltIn(directive.Text("name"))).Select(Directive));
        definitions.AddRange(types);
        return new DocumentNode(definitions);
    }

    private static bool IsBuiltIn(string directive) => directive is "skip" or "include" or "deprecated" or "specifiedBy" or "oneOf";

    private TypeDefinitionNode? Type(IntrospectedValue type)
    {
        var (name, kind) = (type.Text("name"), type.Text("kind"));
        if (name.StartsWith("__", StringComparison.Ordinal)) return null;
        switch (kind)
        {
            case "SCALAR" when name is "Int" or "Float" or "String" or "Boolean" or "ID":
                return null;
            case "SCALAR":
                return new ScalarTypeDefinitionNode(name) { Description = Description(type), Directives = SpecifiedBy(type) };
            case "OBJECT":
                return new ObjectTypeDefinitionNode(name) { Description = Description(type), Interfaces = Interfaces(type), Fields = Fields(type) };
            case "INTERFACE":
                return new InterfaceTypeDefinitionNode(name) { Description = Description(type), Interfaces = Interfaces(type), Fields = Fields(type) };
            case "UNION":
                return new UnionTypeDefinitionNode(name) { Description = Description(type), Types = [.. type.Objects("possibleTypes").Select(Named)] };
            case "ENUM":
                return new EnumTypeDefinitionNode(name) { Description = Description(type), Values = [.. type.Objects("enumValues").Select(Value)] };
            case "INPUT_OBJECT":
                return new InputObjectTypeDefinitionNode(name)
                {
                    Description = Description(type),
                    Directives = type.Flag("isOneOf") ? [new DirectiveNode("oneOf")] : [],
                    Fields = [.. type.Objects("inputFields").Select(Input)],
                };
            default:
                type.Fault($"the kind \"{kind}\" of {name} is none of a named type.");
                return null;
        }
    }

    // Servers of older specifications tell null where interfaces implement none.
    private static List<NamedTypeNode> Interfaces(IntrospectedValue type) => [.. type.Objects("interfaces", isOptional: true).Select(Named)];

    private List<FieldDefinitionNode> Fields(IntrospectedValue type) =>
    [
        .. type.Objects("fields").Select(field => new FieldDefinitionNode(field.Text("name"), TypeOf(field))
        {
            Description = Description(field),
            Arguments = [.. field.Objects("args").Select(Input)],
            Directives = Deprecated(field),
        }),
    ];

    private InputValueDefinitionNode Input(IntrospectedValue input) => new(input.Text("name"), TypeOf(input))
    {
        Description = Description(input),
        DefaultValue = Default(input),
        Directives = Deprecated(input),
    };

    private static EnumValueDefinitionNode Value(IntrospectedValue value) =>
        new(value.Text("name")) { Description = Description(value), Directives = Deprecated(value) };

    private DirectiveDefinitionNode Directive(IntrospectedValue directive) => new(directive.Text("name"), [.. directive.Texts("locations")])
    {
        Description = Description(directive),
        Arguments = [.. directive.Objects("args").Select(Input)],
        Repeatable = directive.Flag("isRepeatable"),
    };

    private static ValueNode? Default(IntrospectedValue input)
    {
        if (input.OptionalText("defaultValue") is not { } text) return null;
        try
        {
            return Parser.ParseValue(text, ParserOptions.Trusted);
        }
        catch (GraphQLSyntaxException e)
        {
            input.Fault($"the default value \"{text}\" is none: {e.Message}");
            return null;
        }
    }

    private static TypeNode TypeOf(IntrospectedValue value) => value.Member("type") is { } type ? Reference(type, 0) : Amiss;

    private static TypeNode Reference(IntrospectedValue type, int depth)
    {
        if (depth > MaxTypeDepth)
        {
            type.Fault($"the type has more than {MaxTypeDepth} levels.");
            return Amiss;
        }

        switch (type.Text("kind"))
        {
            case "LIST":
                return new ListTypeNode(Inner());
            case "NON_NULL":
                var inner = Inner();
                if (inner is not NonNullTypeNode) return new NonNullTypeNode(inner);
                type.Fault("a non-null type is of a non-null type.");
                return inner;
            default:
                return Named(type);
        }

        TypeNode Inner()
        {
            if (type.Optional("ofType") is { } of) return Reference(of, depth + 1);
            type.Fault("the type is cut off; ask for more levels of ofType.");
            return Amiss;
        }
    }

    private static NamedTypeNode Named(IntrospectedValue type) => new(type.Text("name"));

    private static StringValueNode? Description(IntrospectedValue value) =>
        value.OptionalText("description") is { } text ? new StringValueNode(text, Block: true) : null;

    private static IReadOnlyList<DirectiveNode> SpecifiedBy(IntrospectedValue type) => type.OptionalText("specifiedByURL") is { } url
        ? [new DirectiveNode("specifiedBy") { Arguments = [new ArgumentNode("url", new StringValueNode(url))] }]
        : [];

    private static IReadOnlyList<DirectiveNode> Deprecated(IntrospectedValue value)
    {
        if (!value.Flag("isDeprecated")) return [];
        var reason = value.OptionalText("deprecationReason");
        return [new DirectiveNode("deprecated") { Arguments = reason is null ? [] : [new ArgumentNode("reason", new StringValueNode(reason))] }];
    }
}
