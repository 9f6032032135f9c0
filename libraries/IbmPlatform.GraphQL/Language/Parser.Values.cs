namespace IbmPlatform.GraphQL.Language;

public sealed partial class Parser
{
    // Value[Const] : [~Const] Variable | IntValue | FloatValue | StringValue | BooleanValue | NullValue | EnumValue
    //              | ListValue[?Const] | ObjectValue[?Const]
    private ValueNode Value(bool constant)
    {
        var location = new Location(_token.Source, _token.Start, _token.End);
        switch (_token.Kind)
        {
            case TokenKind.Dollar:
                return constant ? throw Unexpected("a constant value; a variable can't stand here") : Variable();
            case TokenKind.Int:
                return Take(new IntValueNode(_token.Span.ToString()) { Location = location });
            case TokenKind.Float:
                return Take(new FloatValueNode(_token.Span.ToString()) { Location = location });
            case TokenKind.String or TokenKind.BlockString:
                return StringValue();
            case TokenKind.Name:
                return _token.Span switch
                {
                    "true" => Take(new BooleanValueNode(true) { Location = location }),
                    "false" => Take(new BooleanValueNode(false) { Location = location }),
                    "null" => Take(new NullValueNode { Location = location }),
                    _ => new EnumValueNode(Name()) { Location = location },
                };
            case TokenKind.BracketOpen:
                return ListValue(constant);
            case TokenKind.BraceOpen:
                return ObjectValue(constant);
            default:
                throw Unexpected("a value");
        }
    }

    private T Take<T>(T node)
    {
        Advance();
        return node;
    }

    // Variable : $ Name
    private VariableNode Variable()
    {
        var start = _token.Start;
        Expect(TokenKind.Dollar);
        return new VariableNode(Name()) { Location = From(start) };
    }

    private StringValueNode StringValue()
    {
        var block = _token.Kind == TokenKind.BlockString;
        var value = block
            ? StringLiteral.BlockValue(_token.Span, _token.HasEscape)
            : StringLiteral.Value(_token.Source, _token.Start, _token.End, _token.HasEscape);
        return Take(new StringValueNode(value, block) { Location = new Location(_token.Source, _token.Start, _token.End) });
    }

    // ListValue[Const] : [ ] | [ Value[?Const]+ ]
    private ListValueNode ListValue(bool constant)
    {
        Enter("a list");
        var start = _token.Start;
        Expect(TokenKind.BracketOpen);
        var values = new List<ValueNode>();
        while (!Skip(TokenKind.BracketClose)) values.Add(Value(constant));
        Leave();
        return new ListValueNode(values) { Location = From(start) };
    }

    // ObjectValue[Const] : { } | { ObjectField[?Const]+ }
    private ObjectValueNode ObjectValue(bool constant)
    {
        Enter("an input object");
        var start = _token.Start;
        Expect(TokenKind.BraceOpen);
        var fields = new List<ObjectFieldNode>();
        while (!Skip(TokenKind.BraceClose))
        {
            var fieldStart = _token.Start;
            var name = Name();
            Expect(TokenKind.Colon);
            fields.Add(new ObjectFieldNode(name, Value(constant)) { Location = From(fieldStart) });
        }

        Leave();
        return new ObjectValueNode(fields) { Location = From(start) };
    }

    // Type : NamedType | ListType | NonNullType
    private TypeNode Type()
    {
        var start = _token.Start;
        TypeNode type;
        if (Skip(TokenKind.BracketOpen))
        {
            Enter("a list type");
            var item = Type();
            Leave();
            Expect(TokenKind.BracketClose);
            type = new ListTypeNode(item) { Location = From(start) };
        }
        else
        {
            type = NamedType();
        }

        return Skip(TokenKind.Bang) ? new NonNullTypeNode(type) { Location = From(start) } : type;
    }

    // NamedType : Name
    private NamedTypeNode NamedType()
    {
        var start = _token.Start;
        return new NamedTypeNode(Name()) { Location = From(start) };
    }
}
