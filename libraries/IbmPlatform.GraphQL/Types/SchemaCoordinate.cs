using IbmPlatform.GraphQL.Errors;
using IbmPlatform.GraphQL.Language;

namespace IbmPlatform.GraphQL.Types;

/// <summary>
/// Names one element of a schema (specification, section 3.14): <c>Type</c>, <c>Type.member</c>, <c>Type.field(argument:)</c>,
/// <c>@directive</c> or <c>@directive(argument:)</c>.
/// </summary>
/// <param name="Name">The type's or the directive's name.</param>
/// <param name="Member">The field, input field or enum value; null when the coordinate names none.</param>
/// <param name="Argument">The argument; null when the coordinate names none.</param>
/// <param name="OfDirective">Whether the name is a directive's.</param>
public sealed record SchemaCoordinate(string Name, string? Member = null, string? Argument = null, bool OfDirective = false)
{
    /// <summary>Reads a coordinate; no white space is allowed.</summary>
    /// <exception cref="GraphQLSyntaxException">The text is no coordinate.</exception>
    public static SchemaCoordinate Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var source = new Source(text, "schema coordinate");
        var position = 0;
        var ofDirective = Skip('@');
        var name = ReadName();
        var member = !ofDirective && Skip('.') ? ReadName() : null;
        string? argument = null;
        if ((ofDirective || member is not null) && Skip('('))
        {
            argument = ReadName();
            Expect(':');
            Expect(')');
        }

        if (position < text.Length) throw Unexpected("the end of the coordinate");
        return new SchemaCoordinate(name, member, argument, ofDirective);

        bool Skip(char character)
        {
            if (position >= text.Length || text[position] != character) return false;
            position++;
            return true;
        }

        void Expect(char character)
        {
            if (!Skip(character)) throw Unexpected($"\"{character}\"");
        }

        string ReadName()
        {
            var start = position;
            while (position < text.Length && IsNamePart(text[position], first: position == start)) position++;
            return position > start ? text[start..position] : throw Unexpected("a name");
        }

        static bool IsNamePart(char character, bool first) =>
            character == '_' || char.IsAsciiLetter(character) || (!first && char.IsAsciiDigit(character));

        GraphQLSyntaxException Unexpected(string expected) => new(
            $"expected {expected}, found {(position < text.Length ? $"\"{text[position]}\"" : "the end of the coordinate")}.",
            new Location(source, position, position));
    }

    /// <summary>
    /// The element: a <see cref="NamedType"/>, <see cref="FieldDefinition"/>, <see cref="InputValueDefinition"/>,
    /// <see cref="EnumValueDefinition"/> or <see cref="DirectiveDefinition"/>; null when the schema has none.
    /// </summary>
    public object? Resolve(Schema schema)
    {
        if (OfDirective)
        {
            var directive = schema.FindDirective(Name);
            return Argument is null ? directive : directive?.Arguments.Find(Argument);
        }

        var type = schema.FindType(Name);
        if (Member is null) return type;
        if (Argument is not null) return (type as FieldsType)?.Fields.Find(Member)?.Arguments.Find(Argument);
        return type switch
        {
            FieldsType fields => fields.Fields.Find(Member),
            InputObjectType input => input.Fields.Find(Member),
            EnumType values => values.Values.Find(Member),
            _ => null,
        };
    }

    /// <inheritdoc/>
    public override string ToString()
    {
        var text = OfDirective ? $"@{Name}" : Name;
        if (Member is not null) text += $".{Member}";
        return Argument is null ? text : $"{text}({Argument}:)";
    }
}
