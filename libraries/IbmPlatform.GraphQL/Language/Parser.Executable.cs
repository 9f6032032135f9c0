namespace IbmPlatform.GraphQL.Language;

public sealed partial class Parser
{
    // OperationDefinition : Description? OperationType Name? VariablesDefinition? Directives? SelectionSet
    private OperationDefinitionNode Operation(int start, StringValueNode? description, OperationType operation)
    {
        Advance();
        var nameStart = _token.Start;
        var name = _token.Kind == TokenKind.Name ? Name() : null;
        var variables = OptionalMany(TokenKind.ParenOpen, static parser => parser.VariableDefinition(), TokenKind.ParenClose);
        var directives = Directives(constant: false);
        return new OperationDefinitionNode(operation, SelectionSet())
        {
            Description = description,
            Name = name,
            NameStart = nameStart,
            Variables = variables,
            Directives = directives,
            Location = From(start),
        };
    }

    // FragmentDefinition : Description? fragment FragmentName TypeCondition Directives? SelectionSet
    private FragmentDefinitionNode Fragment(int start, StringValueNode? description)
    {
        Advance();
        if (PeekKeyword("on")) throw Unexpected("a fragment's name, which can't be \"on\"");
        var nameStart = _token.Start;
        var name = Name();
        ExpectKeyword("on");
        var condition = NamedType();
        var directives = Directives(constant: false);
        return new FragmentDefinitionNode(name, condition, SelectionSet())
        {
            Description = description,
            NameStart = nameStart,
            Directives = directives,
            Location = From(start),
        };
    }

    // VariableDefinition : Description? Variable : Type DefaultValue? Directives[Const]?
    private VariableDefinitionNode VariableDefinition()
    {
        var start = _token.Start;
        var description = Description();
        var variable = Variable();
        Expect(TokenKind.Colon);
        return new VariableDefinitionNode(variable, Type())
        {
            Description = description,
            DefaultValue = Skip(TokenKind.Equals) ? Value(constant: true) : null,
            Directives = Directives(constant: true),
            Location = From(start),
        };
    }

    // SelectionSet : { Selection+ }
    private SelectionSetNode SelectionSet()
    {
        Enter("a selection set");
        var start = _token.Start;
        var selections = Many(TokenKind.BraceOpen, static parser => parser.Selection(), TokenKind.BraceClose);
        Leave();
        return new SelectionSetNode(selections) { Location = From(start) };
    }

    // Selection : Field | FragmentSpread | InlineFragment
    private SelectionNode Selection() => _token.Kind == TokenKind.Spread ? FragmentSelection() : Field();

    // Field : Alias? Name Arguments? Directives? SelectionSet?
    private FieldNode Field()
    {
        var start = _token.Start;
        var nameStart = start;
        var name = Name();
        string? alias = null;
        if (Skip(TokenKind.Colon))
        {
            alias = name;
            nameStart = _token.Start;
            name = Name();
        }

        return new FieldNode(name)
        {
            Alias = alias,
            NameStart = nameStart,
            Arguments = Arguments(constant: false),
            Directives = Directives(constant: false),
            SelectionSet = _token.Kind == TokenKind.BraceOpen ? SelectionSet() : null,
            Location = From(start),
        };
    }

    // FragmentSpread : ... FragmentName Directives?
    // InlineFragment : ... TypeCondition? Directives? SelectionSet
    private SelectionNode FragmentSelection()
    {
        var start = _token.Start;
        Advance();
        var conditioned = SkipKeyword("on");
        if (!conditioned && _token.Kind == TokenKind.Name)
        {
            var nameStart = _token.Start;
            return new FragmentSpreadNode(Name()) { NameStart = nameStart, Directives = Directives(constant: false), Location = From(start) };
        }

        var condition = conditioned ? NamedType() : null;
        var directives = Directives(constant: false);
        return new InlineFragmentNode(SelectionSet()) { TypeCondition = condition, Directives = directives, Location = From(start) };
    }

    // Arguments[Const] : ( Argument[?Const]+ )
    private ArgumentNode[] Arguments(bool constant) => constant
        ? OptionalMany(TokenKind.ParenOpen, static parser => parser.Argument(constant: true), TokenKind.ParenClose)
        : OptionalMany(TokenKind.ParenOpen, static parser => parser.Argument(constant: false), TokenKind.ParenClose);

    // Argument[Const] : Name : Value[?Const]
    private ArgumentNode Argument(bool constant)
    {
        var start = _token.Start;
        var name = Name();
        Expect(TokenKind.Colon);
        return new ArgumentNode(name, Value(constant)) { Location = From(start) };
    }

    // Directives[Const] : Directive[?Const]+
    private DirectiveNode[] Directives(bool constant)
    {
        if (_token.Kind != TokenKind.At) return [];
        var directives = new List<DirectiveNode>();
        do
        {
            var start = _token.Start;
            Advance();
            var nameStart = _token.Start;
            directives.Add(new DirectiveNode(Name()) { NameStart = nameStart, Arguments = Arguments(constant), Location = From(start) });
        }
        while (_token.Kind == TokenKind.At);

        return [.. directives];
    }
}
