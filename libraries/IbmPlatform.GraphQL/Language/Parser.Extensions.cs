namespace IbmPlatform.GraphQL.Language;

public sealed partial class Parser
{
    // TypeSystemExtension : SchemaExtension | TypeExtension. An extension that adds nothing is no extension.
    private DefinitionNode Extension(int start)
    {
        Advance();
        DefinitionNode? extension = _token.Kind != TokenKind.Name ? null : _token.Span switch
        {
            "schema" => SchemaExtension(start),
            "scalar" => ScalarExtension(start),
            "type" => ObjectExtension(start),
            "interface" => InterfaceExtension(start),
            "union" => UnionExtension(start),
            "enum" => EnumExtension(start),
            "input" => InputObjectExtension(start),
            _ => null,
        };
        return extension ?? throw Unexpected("schema, scalar, type, interface, union, enum or input behind \"extend\"");
    }

    // SchemaExtension : extend schema Directives[Const]? { RootOperationTypeDefinition+ }
    private SchemaExtensionNode SchemaExtension(int start)
    {
        Advance();
        var directives = Directives(constant: true);
        var operations = OptionalMany(TokenKind.BraceOpen, static parser => parser.OperationTypeDefinition(), TokenKind.BraceClose);
        RequireSome(directives.Length + operations.Length, "directives or root types");
        return new SchemaExtensionNode { Directives = directives, OperationTypes = operations, Location = From(start) };
    }

    // ScalarTypeExtension : extend scalar Name Directives[Const]
    private ScalarTypeExtensionNode ScalarExtension(int start)
    {
        var (name, nameStart) = TypeName();
        var directives = Directives(constant: true);
        RequireSome(directives.Length, "directives");
        return new ScalarTypeExtensionNode(name) { NameStart = nameStart, Directives = directives, Location = From(start) };
    }

    // ObjectTypeExtension : extend type Name ImplementsInterfaces? Directives[Const]? FieldsDefinition?
    private ObjectTypeExtensionNode ObjectExtension(int start)
    {
        var (name, nameStart) = TypeName();
        var interfaces = ImplementsInterfaces();
        var directives = Directives(constant: true);
        var fields = FieldsDefinition();
        RequireSome(interfaces.Length + directives.Length + fields.Length, "interfaces, directives or fields");
        return new ObjectTypeExtensionNode(name)
        {
            NameStart = nameStart,
            Interfaces = interfaces,
            Directives = directives,
            Fields = fields,
            Location = From(start),
        };
    }

    // InterfaceTypeExtension : extend interface Name ImplementsInterfaces? Directives[Const]? FieldsDefinition?
    private InterfaceTypeExtensionNode InterfaceExtension(int start)
    {
        var (name, nameStart) = TypeName();
        var interfaces = ImplementsInterfaces();
        var directives = Directives(constant: true);
        var fields = FieldsDefinition();
        RequireSome(interfaces.Length + directives.Length + fields.Length, "interfaces, directives or fields");
        return new InterfaceTypeExtensionNode(name)
        {
            NameStart = nameStart,
            Interfaces = interfaces,
            Directives = directives,
            Fields = fields,
            Location = From(start),
        };
    }

    // UnionTypeExtension : extend union Name Directives[Const]? UnionMemberTypes?
    private UnionTypeExtensionNode UnionExtension(int start)
    {
        var (name, nameStart) = TypeName();
        var directives = Directives(constant: true);
        var types = UnionMemberTypes();
        RequireSome(directives.Length + types.Length, "directives or member types");
        return new UnionTypeExtensionNode(name) { NameStart = nameStart, Directives = directives, Types = types, Location = From(start) };
    }

    // EnumTypeExtension : extend enum Name Directives[Const]? EnumValuesDefinition?
    private EnumTypeExtensionNode EnumExtension(int start)
    {
        var (name, nameStart) = TypeName();
        var directives = Directives(constant: true);
        var values = EnumValuesDefinition();
        RequireSome(directives.Length + values.Length, "directives or values");
        return new EnumTypeExtensionNode(name) { NameStart = nameStart, Directives = directives, Values = values, Location = From(start) };
    }

    // InputObjectTypeExtension : extend input Name Directives[Const]? InputFieldsDefinition?
    private InputObjectTypeExtensionNode InputObjectExtension(int start)
    {
        var (name, nameStart) = TypeName();
        var directives = Directives(constant: true);
        var fields = InputFieldsDefinition();
        RequireSome(directives.Length + fields.Length, "directives or fields");
        return new InputObjectTypeExtensionNode(name) { NameStart = nameStart, Directives = directives, Fields = fields, Location = From(start) };
    }

    private void RequireSome(int count, string what)
    {
        if (count == 0) throw Unexpected($"{what} that the extension adds");
    }
}
