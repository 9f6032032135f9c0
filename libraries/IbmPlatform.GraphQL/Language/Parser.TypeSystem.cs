namespace IbmPlatform.GraphQL.Language;

public sealed partial class Parser
{
    // TypeSystemDefinition : SchemaDefinition | TypeDefinition | DirectiveDefinition
    private DefinitionNode? TypeSystemDefinition(int start, StringValueNode? description) => _token.Span switch
    {
        "schema" => SchemaDefinition(start, description),
        "scalar" => ScalarType(start, description),
        "type" => ObjectType(start, description),
        "interface" => InterfaceType(start, description),
        "union" => UnionType(start, description),
        "enum" => EnumType(start, description),
        "input" => InputObjectType(start, description),
        "directive" => DirectiveDefinition(start, description),
        _ => null,
    };

    // SchemaDefinition : Description? schema Directives[Const]? { RootOperationTypeDefinition+ }
    private SchemaDefinitionNode SchemaDefinition(int start, StringValueNode? description)
    {
        Advance();
        return new SchemaDefinitionNode
        {
            Description = description,
            Directives = Directives(constant: true),
            OperationTypes = Many(TokenKind.BraceOpen, static parser => parser.OperationTypeDefinition(), TokenKind.BraceClose),
            Location = From(start),
        };
    }

    // RootOperationTypeDefinition : OperationType : NamedType
    private OperationTypeDefinitionNode OperationTypeDefinition()
    {
        var start = _token.Start;
        var operation = _token.Kind != TokenKind.Name ? null : _token.Span switch
        {
            "query" => OperationType.Query,
            "mutation" => OperationType.Mutation,
            "subscription" => OperationType.Subscription,
            _ => (OperationType?)null,
        };
        if (operation is null) throw Unexpected("query, mutation or subscription");
        Advance();
        Expect(TokenKind.Colon);
        return new OperationTypeDefinitionNode(operation.Value, NamedType()) { Location = From(start) };
    }

    // ScalarTypeDefinition : Description? scalar Name Directives[Const]?
    private ScalarTypeDefinitionNode ScalarType(int start, StringValueNode? description)
    {
        var (name, nameStart) = TypeName();
        return new ScalarTypeDefinitionNode(name)
        {
            NameStart = nameStart,
            Description = description,
            Directives = Directives(constant: true),
            Location = From(start),
        };
    }

    // ObjectTypeDefinition : Description? type Name ImplementsInterfaces? Directives[Const]? FieldsDefinition?
    private ObjectTypeDefinitionNode ObjectType(int start, StringValueNode? description)
    {
        var (name, nameStart) = TypeName();
        return new ObjectTypeDefinitionNode(name)
        {
            NameStart = nameStart,
            Description = description,
            Interfaces = ImplementsInterfaces(),
            Directives = Directives(constant: true),
            Fields = FieldsDefinition(),
            Location = From(start),
        };
    }

    // InterfaceTypeDefinition : Description? interface Name ImplementsInterfaces? Directives[Const]? FieldsDefinition?
    private InterfaceTypeDefinitionNode InterfaceType(int start, StringValueNode? description)
    {
        var (name, nameStart) = TypeName();
        return new InterfaceTypeDefinitionNode(name)
        {
            NameStart = nameStart,
            Description = description,
            Interfaces = ImplementsInterfaces(),
            Directives = Directives(constant: true),
            Fields = FieldsDefinition(),
            Location = From(start),
        };
    }

    // UnionTypeDefinition : Description? union Name Directives[Const]? UnionMemberTypes?
    private UnionTypeDefinitionNode UnionType(int start, StringValueNode? description)
    {
        var (name, nameStart) = TypeName();
        return new UnionTypeDefinitionNode(name)
        {
            NameStart = nameStart,
            Description = description,
            Directives = Directives(constant: true),
            Types = UnionMemberTypes(),
            Location = From(start),
        };
    }

    // EnumTypeDefinition : Description? enum Name Directives[Const]? EnumValuesDefinition?
    private EnumTypeDefinitionNode EnumType(int start, StringValueNode? description)
    {
        var (name, nameStart) = TypeName();
        return new EnumTypeDefinitionNode(name)
        {
            NameStart = nameStart,
            Description = description,
            Directives = Directives(constant: true),
            Values = EnumValuesDefinition(),
            Location = From(start),
        };
    }

    // InputObjectTypeDefinition : Description? input Name Directives[Const]? InputFieldsDefinition?
    private InputObjectTypeDefinitionNode InputObjectType(int start, StringValueNode? description)
    {
        var (name, nameStart) = TypeName();
        return new InputObjectTypeDefinitionNode(name)
        {
            NameStart = nameStart,
            Description = description,
            Directives = Directives(constant: true),
            Fields = InputFieldsDefinition(),
            Location = From(start),
        };
    }

    // DirectiveDefinition : Description? directive @ Name ArgumentsDefinition? repeatable? on DirectiveLocations
    private DirectiveDefinitionNode DirectiveDefinition(int start, StringValueNode? description)
    {
        Advance();
        Expect(TokenKind.At);
        var nameStart = _token.Start;
        var name = Name();
        var arguments = ArgumentsDefinition();
        var repeatable = SkipKeyword("repeatable");
        ExpectKeyword("on");
        return new DirectiveDefinitionNode(name, Delimited(TokenKind.Pipe, static parser => parser.DirectiveLocation()))
        {
            NameStart = nameStart,
            Description = description,
            Arguments = arguments,
            Repeatable = repeatable,
            Location = From(start),
        };
    }

    private string DirectiveLocation()
    {
        if (_token.Kind != TokenKind.Name || !DirectiveLocations.IsKnown(_token.Span.ToString()))
            throw Unexpected("a directive location such as FIELD or OBJECT");
        return Name();
    }

    // ImplementsInterfaces : ImplementsInterfaces & NamedType | implements &? NamedType
    private NamedTypeNode[] ImplementsInterfaces() =>
        SkipKeyword("implements") ? Delimited(TokenKind.Ampersand, static parser => parser.NamedType()) : [];

    // UnionMemberTypes : UnionMemberTypes | NamedType | = |? NamedType
    private NamedTypeNode[] UnionMemberTypes() =>
        Skip(TokenKind.Equals) ? Delimited(TokenKind.Pipe, static parser => parser.NamedType()) : [];

    // FieldsDefinition : { FieldDefinition+ }
    private FieldDefinitionNode[] FieldsDefinition() =>
        OptionalMany(TokenKind.BraceOpen, static parser => parser.FieldDefinition(), TokenKind.BraceClose);

    // ArgumentsDefinition : ( InputValueDefinition+ )
    private InputValueDefinitionNode[] ArgumentsDefinition() =>
        OptionalMany(TokenKind.ParenOpen, static parser => parser.InputValueDefinition(), TokenKind.ParenClose);

    // InputFieldsDefinition : { InputValueDefinition+ }
    private InputValueDefinitionNode[] InputFieldsDefinition() =>
        OptionalMany(TokenKind.BraceOpen, static parser => parser.InputValueDefinition(), TokenKind.BraceClose);

    // EnumValuesDefinition : { EnumValueDefinition+ }
    private EnumValueDefinitionNode[] EnumValuesDefinition() =>
        OptionalMany(TokenKind.BraceOpen, static parser => parser.EnumValueDefinition(), TokenKind.BraceClose);

    // FieldDefinition : Description? Name ArgumentsDefinition? : Type Directives[Const]?
    private FieldDefinitionNode FieldDefinition()
    {
        var start = _token.Start;
        var description = Description();
        var nameStart = _token.Start;
        var name = Name();
        var arguments = ArgumentsDefinition();
        Expect(TokenKind.Colon);
        return new FieldDefinitionNode(name, Type())
        {
            NameStart = nameStart,
            Description = description,
            Arguments = arguments,
            Directives = Directives(constant: true),
            Location = From(start),
        };
    }

    // InputValueDefinition : Description? Name : Type DefaultValue? Directives[Const]?
    private InputValueDefinitionNode InputValueDefinition()
    {
        var start = _token.Start;
        var description = Description();
        var nameStart = _token.Start;
        var name = Name();
        Expect(TokenKind.Colon);
        return new InputValueDefinitionNode(name, Type())
        {
            NameStart = nameStart,
            Description = description,
            DefaultValue = Skip(TokenKind.Equals) ? Value(constant: true) : null,
            Directives = Directives(constant: true),
            Location = From(start),
        };
    }

    // EnumValueDefinition : Description? EnumValue Directives[Const]?
    private EnumValueDefinitionNode EnumValueDefinition()
    {
        var start = _token.Start;
        var description = Description();
        if (_token.Kind == TokenKind.Name && _token.Span is "true" or "false" or "null")
            throw Unexpected("an enum value's name, which can't be true, false or null");
        var nameStart = _token.Start;
        return new EnumValueDefinitionNode(Name())
        {
            NameStart = nameStart,
            Description = description,
            Directives = Directives(constant: true),
            Location = From(start),
        };
    }

    private (string Name, int Start) TypeName()
    {
        Advance();
        var start = _token.Start;
        return (Name(), start);
    }

    private T[] Delimited<T>(TokenKind delimiter, Func<Parser, T> item)
    {
        Skip(delimiter);
        var items = new List<T>();
        do items.Add(item(this));
        while (Skip(delimiter));
        return [.. items];
    }
}
