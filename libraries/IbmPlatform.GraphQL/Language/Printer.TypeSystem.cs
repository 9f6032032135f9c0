namespace IbmPlatform.GraphQL.Language;

public sealed partial class Printer
{
    private void TypeSystem(SyntaxNode node)
    {
        switch (node)
        {
            case SchemaNode schema: Schema(schema); break;
            case OperationTypeDefinitionNode root:
                _output.Append(Keyword(root.Operation));
                Colon();
                _output.Append(root.Type.Name);
                break;
            case FieldDefinitionNode field: Field(field); break;
            case InputValueDefinitionNode input: Input(input); break;
            case EnumValueDefinitionNode value:
                Description(value.Description);
                _output.Append(value.Name);
                Directives(value.Directives);
                break;
            case DirectiveDefinitionNode directive: DirectiveDefinition(directive); break;
            case TypeSystemTypeNode type: TypeDefinition(type); break;
            default: throw new ArgumentOutOfRangeException(nameof(node), node.Kind, "The printer knows no such node.");
        }
    }

    private void Schema(SchemaNode schema)
    {
        Description(schema.Description);
        _output.Append(schema.Kind == NodeKind.SchemaExtension ? "extend schema" : "schema");
        Directives(schema.Directives);
        Members(schema.OperationTypes);
    }

    private void TypeDefinition(TypeSystemTypeNode type)
    {
        Description(type.Description);
        if (type.IsExtension) _output.Append("extend ");
        _output.Append(Keyword(type.Kind)).Append(' ').Append(type.Name);
        if (type is IFieldsNode { Interfaces.Count: > 0 } implementer)
        {
            _output.Append(" implements ");
            Names(implementer.Interfaces, '&');
        }

        Directives(type.Directives);
        switch (type)
        {
            case IFieldsNode fields: Members(fields.Fields); break;
            case IEnumNode values: Members(values.Values); break;
            case IInputObjectNode input: Members(input.Fields); break;
            case IUnionNode { Types.Count: > 0 } union:
                _output.Append(_compact ? "=" : " = ");
                Names(union.Types, '|');
                break;
        }
    }

    private void Field(FieldDefinitionNode field)
    {
        Description(field.Description);
        _output.Append(field.Name);
        Arguments(field.Arguments);
        Colon();
        Type(field.Type);
        Directives(field.Directives);
    }

    private void Input(InputValueDefinitionNode input)
    {
        Description(input.Description);
        _output.Append(input.Name);
        Colon();
        Type(input.Type);
        Default(input.DefaultValue);
        Directives(input.Directives);
    }

    private void DirectiveDefinition(DirectiveDefinitionNode directive)
    {
        Description(directive.Description);
        _output.Append("directive @").Append(directive.Name);
        Arguments(directive.Arguments);
        _output.Append(directive.Repeatable ? " repeatable on " : " on ");
        _output.AppendJoin(_compact ? "|" : " | ", directive.Locations);
    }

    private void Arguments(IReadOnlyList<InputValueDefinitionNode> arguments) =>
        List(arguments, "(", ")", broken: arguments.Any(argument => argument.Description is not null));

    private void Names(IReadOnlyList<NamedTypeNode> types, char separator)
    {
        for (var i = 0; i < types.Count; i++)
        {
            if (i > 0) _output.Append(_compact ? $"{separator}" : $" {separator} ");
            _output.Append(types[i].Name);
        }
    }

    private void Members<T>(IReadOnlyList<T> members) where T : SyntaxNode
    {
        if (members.Count == 0) return;
        Space();
        _output.Append('{');
        _indent += 2;
        for (var i = 0; i < members.Count; i++)
        {
            if (!_compact) NewLine();
            else if (i > 0) _output.Append(' ');
            Node(members[i]);
        }

        _indent -= 2;
        if (!_compact) NewLine();
        _output.Append('}');
    }

    private static string Keyword(NodeKind kind) => kind switch
    {
        NodeKind.ScalarTypeDefinition or NodeKind.ScalarTypeExtension => "scalar",
        NodeKind.ObjectTypeDefinition or NodeKind.ObjectTypeExtension => "type",
        NodeKind.InterfaceTypeDefinition or NodeKind.InterfaceTypeExtension => "interface",
        NodeKind.UnionTypeDefinition or NodeKind.UnionTypeExtension => "union",
        NodeKind.EnumTypeDefinition or NodeKind.EnumTypeExtension => "enum",
        NodeKind.InputObjectTypeDefinition or NodeKind.InputObjectTypeExtension => "input",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No type is defined by such a node."),
    };
}
