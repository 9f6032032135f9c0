using IbmPlatform.GraphQL.Errors;

namespace IbmPlatform.GraphQL.Language;

/// <summary>
/// Reads GraphQL documents: the whole grammar of the specification's section 2 and of its type system documents, September 2025.
/// Each method stands below the production that it reads.
/// </summary>
public sealed partial class Parser
{
    private readonly ParserOptions _options;
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _names =
        new HashSet<string>(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    private Lexer _token;
    private int _tokens;
    private int _depth;
    private int _lastEnd;

    private Parser(string text, ParserOptions? options)
    {
        _options = options ?? new ParserOptions();
        _token = new Lexer(new Source(text, _options.SourceName));
        Advance();
    }

    /// <summary>Reads a document, executable or of the type system.</summary>
    /// <exception cref="GraphQLSyntaxException">The text is not GraphQL, or exceeds a limit.</exception>
    public static DocumentNode ParseDocument(string source, ParserOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        return new Parser(source, options).Document();
    }

    /// <summary>Reads one value, variables allowed.</summary>
    /// <exception cref="GraphQLSyntaxException">The text is not one value, or exceeds a limit.</exception>
    public static ValueNode ParseValue(string source, ParserOptions? options = null)
    {
        var parser = new Parser(source, options);
        return parser.Whole(parser.Value(constant: false));
    }

    /// <summary>Reads one type reference.</summary>
    /// <exception cref="GraphQLSyntaxException">The text is not one type reference, or exceeds a limit.</exception>
    public static TypeNode ParseType(string source, ParserOptions? options = null)
    {
        var parser = new Parser(source, options);
        return parser.Whole(parser.Type());
    }

    /// <summary>Reads one selection set with its braces.</summary>
    /// <exception cref="GraphQLSyntaxException">The text is not one selection set, or exceeds a limit.</exception>
    public static SelectionSetNode ParseSelectionSet(string source, ParserOptions? options = null)
    {
        var parser = new Parser(source, options);
        return parser.Whole(parser.SelectionSet());
    }

    // Document : Definition+
    private DocumentNode Document()
    {
        var definitions = new List<DefinitionNode>();
        do definitions.Add(Definition());
        while (_token.Kind != TokenKind.EndOfFile);
        return new DocumentNode(definitions) { Location = new Location(_token.Source, 0, _token.Source.Text.Length), TokenCount = _tokens };
    }

    // Definition : ExecutableDefinition | TypeSystemDefinitionOrExtension
    private DefinitionNode Definition()
    {
        if (_token.Kind == TokenKind.BraceOpen)
        {
            var shorthand = SelectionSet();
            return new OperationDefinitionNode(OperationType.Query, shorthand) { Location = shorthand.Location };
        }

        var start = _token.Start;
        var description = Description();
        if (_token.Kind == TokenKind.Name)
        {
            switch (_token.Span)
            {
                case "query": return Operation(start, description, OperationType.Query);
                case "mutation": return Operation(start, description, OperationType.Mutation);
                case "subscription": return Operation(start, description, OperationType.Subscription);
                case "fragment": return Fragment(start, description);
                case "extend":
                    if (description is not null) throw Unexpected("a definition; an extension can't have a description");
                    return Extension(start);
                default:
                    if (TypeSystemDefinition(start, description) is { } definition) return definition;
                    break;
            }
        }

        throw Unexpected(description is null ? "a definition" : "a definition behind its description");
    }

    // Description : StringValue
    private StringValueNode? Description() =>
        _token.Kind is TokenKind.String or TokenKind.BlockString ? StringValue() : null;

    private T Whole<T>(T node) => _token.Kind == TokenKind.EndOfFile ? node : throw Unexpected("the end of the document");

    private void Advance()
    {
        _lastEnd = _token.End;
        _token.Advance();
        if (_token.Kind != TokenKind.EndOfFile && ++_tokens > _options.MaxTokens)
        {
            throw Fail(
                $"the document has more than {_options.MaxTokens} tokens; the limit MaxTokens is {_options.MaxTokens}, "
                + $"this is token {_tokens}. Send less in one document.");
        }
    }

    // Depth is counted, so that a hostile document meets this message and never the end of the stack.
    private void Enter(string what)
    {
        if (++_depth > _options.MaxDepth)
            throw Fail($"{what} nests {_depth} levels deep; the limit MaxDepth is {_options.MaxDepth}.");
    }

    private void Leave() => _depth--;

    private Location From(int start) => new(_token.Source, start, _lastEnd);

    private bool Skip(TokenKind kind)
    {
        if (_token.Kind != kind) return false;
        Advance();
        return true;
    }

    private void Expect(TokenKind kind)
    {
        if (!Skip(kind)) throw Unexpected(Describe(kind));
    }

    private bool PeekKeyword(string keyword) => _token.Kind == TokenKind.Name && _token.Span.SequenceEqual(keyword);

    private bool SkipKeyword(string keyword)
    {
        if (!PeekKeyword(keyword)) return false;
        Advance();
        return true;
    }

    private void ExpectKeyword(string keyword)
    {
        if (!SkipKeyword(keyword)) throw Unexpected($"\"{keyword}\"");
    }

    private string Name()
    {
        if (_token.Kind != TokenKind.Name) throw Unexpected("a name");
        // A document repeats its names: one string for each of them.
        var span = _token.Span;
        if (!_names.TryGetValue(span, out var name))
        {
            name = span.ToString();
            _names.Set.Add(name);
        }

        Advance();
        return name;
    }

    // open item+ close
    private T[] Many<T>(TokenKind open, Func<Parser, T> item, TokenKind close)
    {
        Expect(open);
        var items = new List<T>();
        do items.Add(item(this));
        while (!Skip(close));
        return [.. items];
    }

    private T[] OptionalMany<T>(TokenKind open, Func<Parser, T> item, TokenKind close) =>
        _token.Kind == open ? Many(open, item, close) : [];

    private GraphQLSyntaxException Unexpected(string expected)
    {
        var found = _token.Kind switch
        {
            TokenKind.EndOfFile => "the end of the document",
            TokenKind.String or TokenKind.BlockString => "a string",
            _ => $"\"{(_token.Span.Length > 60 ? $"{_token.Span[..60]}…" : _token.Span)}\"",
        };
        return Fail($"expected {expected}, found {found}.");
    }

    private GraphQLSyntaxException Fail(string problem) => new(problem, new Location(_token.Source, _token.Start, _token.End));

    private static string Describe(TokenKind kind) => kind switch
    {
        TokenKind.Bang => "\"!\"",
        TokenKind.Dollar => "\"$\"",
        TokenKind.ParenOpen => "\"(\"",
        TokenKind.ParenClose => "\")\"",
        TokenKind.Spread => "\"...\"",
        TokenKind.Colon => "\":\"",
        TokenKind.Equals => "\"=\"",
        TokenKind.At => "\"@\"",
        TokenKind.BracketOpen => "\"[\"",
        TokenKind.BracketClose => "\"]\"",
        TokenKind.BraceOpen => "\"{\"",
        TokenKind.BraceClose => "\"}\"",
        _ => kind.ToString(),
    };
}
