using System.Buffers;
using System.Globalization;
using IbmPlatform.GraphQL.Errors;

namespace IbmPlatform.GraphQL.Language;

/// <summary>
/// Reads one token at a time (specification, section 2.1). It only remembers kind and offsets: nothing is allocated for a token,
/// and a string's value is made by <see cref="StringLiteral"/> when the parser asks for it.
/// </summary>
internal struct Lexer(Source source)
{
    private static readonly SearchValues<char> NameContinue =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_");

    private static readonly SearchValues<char> LineTerminators = SearchValues.Create("\r\n");

    private readonly string _text = source.Text;

    public Source Source { get; } = source;

    public TokenKind Kind { get; private set; }

    public int Start { get; private set; }

    public int End { get; private set; }

    /// <summary>Whether the string token at hand has an escape, so that its value is not simply its text.</summary>
    public bool HasEscape { get; private set; }

    public readonly ReadOnlySpan<char> Span => _text.AsSpan(Start, End - Start);

    public void Advance()
    {
        var position = SkipIgnored(End);
        Start = position;
        if (position == _text.Length)
        {
            Kind = TokenKind.EndOfFile;
            End = position;
            return;
        }

        var character = _text[position];
        switch (character)
        {
            case '!': Punctuator(TokenKind.Bang); return;
            case '$': Punctuator(TokenKind.Dollar); return;
            case '&': Punctuator(TokenKind.Ampersand); return;
            case '(': Punctuator(TokenKind.ParenOpen); return;
            case ')': Punctuator(TokenKind.ParenClose); return;
            case ':': Punctuator(TokenKind.Colon); return;
            case '=': Punctuator(TokenKind.Equals); return;
            case '@': Punctuator(TokenKind.At); return;
            case '[': Punctuator(TokenKind.BracketOpen); return;
            case ']': Punctuator(TokenKind.BracketClose); return;
            case '{': Punctuator(TokenKind.BraceOpen); return;
            case '|': Punctuator(TokenKind.Pipe); return;
            case '}': Punctuator(TokenKind.BraceClose); return;
            case '.':
                if (CharAt(position + 1) != '.' || CharAt(position + 2) != '.')
                    throw Fail(position, "a single \".\" means nothing here; a spread is \"...\".");
                Kind = TokenKind.Spread;
                End = position + 3;
                return;
            case '"':
                if (CharAt(position + 1) == '"' && CharAt(position + 2) == '"') ReadBlockString();
                else ReadString();
                return;
            case '-' or (>= '0' and <= '9'):
                ReadNumber();
                return;
            case '_' or (>= 'a' and <= 'z') or (>= 'A' and <= 'Z'):
                Kind = TokenKind.Name;
                var length = _text.AsSpan(position + 1).IndexOfAnyExcept(NameContinue);
                End = length < 0 ? _text.Length : position + 1 + length;
                return;
            default:
                throw Fail(position, character == '\''
                    ? "a string is written in double quotes (\"), not single ones."
                    : $"{Describe(position)} can't begin a token.");
        }
    }

    public readonly GraphQLSyntaxException Fail(int offset, string problem) => new(problem, new Location(Source, offset, offset));

    private void Punctuator(TokenKind kind)
    {
        Kind = kind;
        End = Start + 1;
    }

    private readonly char CharAt(int position) => position < _text.Length ? _text[position] : '\0';

    // Ignored :: UnicodeBOM | WhiteSpace | LineTerminator | Comment | Comma
    private readonly int SkipIgnored(int position)
    {
        while (position < _text.Length)
        {
            switch (_text[position])
            {
                case ' ' or '\t' or '\n' or '\r' or ',' or '\uFEFF':
                    position++;
                    break;
                case '#':
                    var length = _text.AsSpan(position).IndexOfAny(LineTerminators);
                    position = length < 0 ? _text.Length : position + length;
                    break;
                default:
                    return position;
            }
        }

        return position;
    }

    // IntValue and FloatValue: neither may be followed by a digit, a dot or the start of a name.
    private void ReadNumber()
    {
        var position = Start;
        Kind = TokenKind.Int;
        if (CharAt(position) == '-') position++;
        if (CharAt(position) == '0')
        {
            position++;
            if (char.IsAsciiDigit(CharAt(position)))
                throw Fail(position, $"a number can't continue with {Describe(position)} behind a leading zero.");
        }
        else
        {
            position = ReadDigits(position);
        }

        if (CharAt(position) == '.')
        {
            Kind = TokenKind.Float;
            position = ReadDigits(position + 1);
        }

        if (CharAt(position) is 'e' or 'E')
        {
            Kind = TokenKind.Float;
            position++;
            if (CharAt(position) is '+' or '-') position++;
            position = ReadDigits(position);
        }

        if (CharAt(position) is '.' or '_' || char.IsAsciiLetter(CharAt(position)))
            throw Fail(position, $"a number can't be followed by {Describe(position)}; separate them.");
        End = position;
    }

    private readonly int ReadDigits(int position)
    {
        if (!char.IsAsciiDigit(CharAt(position))) throw Fail(position, $"a number needs a digit here, but found {Describe(position)}.");
        do position++;
        while (char.IsAsciiDigit(CharAt(position)));
        return position;
    }

    private void ReadString()
    {
        Kind = TokenKind.String;
        HasEscape = false;
        for (var position = Start + 1; position < _text.Length; position++)
        {
            switch (_text[position])
            {
                case '"':
                    End = position + 1;
                    return;
                case '\\':
                    HasEscape = true;
                    position = StringLiteral.CheckEscape(Source, position) - 1;
                    break;
                case '\n' or '\r':
                    throw Fail(position, "the string is not closed at the end of its line; a text of several lines is written between \"\"\".");
                case >= '\uD800' and <= '\uDFFF':
                    position = SurrogatePair(position);
                    break;
            }
        }

        throw Fail(_text.Length, "the string is not closed at the end of the document.");
    }

    private void ReadBlockString()
    {
        Kind = TokenKind.BlockString;
        HasEscape = false;
        for (var position = Start + 3; position < _text.Length; position++)
        {
            switch (_text[position])
            {
                case '"' when CharAt(position + 1) == '"' && CharAt(position + 2) == '"':
                    End = position + 3;
                    return;
                case '\\' when string.CompareOrdinal(_text, position + 1, "\"\"\"", 0, 3) == 0:
                    HasEscape = true;
                    position += 3;
                    break;
                case >= '\uD800' and <= '\uDFFF':
                    position = SurrogatePair(position);
                    break;
            }
        }

        throw Fail(_text.Length, "the block string is not closed at the end of the document; it ends with \"\"\".");
    }

    // SourceCharacter is any Unicode scalar value: half a surrogate pair is none.
    private readonly int SurrogatePair(int position)
    {
        if (char.IsHighSurrogate(_text[position]) && char.IsLowSurrogate(CharAt(position + 1))) return position + 1;
        throw Fail(position, $"{Describe(position)} is half of a surrogate pair and no Unicode character.");
    }

    private readonly string Describe(int position)
    {
        if (position >= _text.Length) return "the end of the document";
        var character = _text[position];
        if (char.IsHighSurrogate(character) && char.IsLowSurrogate(CharAt(position + 1)))
            return $"U+{char.ConvertToUtf32(character, _text[position + 1]).ToString("X4", CultureInfo.InvariantCulture)}";
        return character is > ' ' and < '\x7F' ? $"\"{character}\"" : $"U+{((int)character).ToString("X4", CultureInfo.InvariantCulture)}";
    }
}
