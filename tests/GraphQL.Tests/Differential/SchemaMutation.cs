using IbmPlatform.GraphQL.Language;

namespace IbmPlatform.GraphQL.Tests.Differential;

/// <summary>Makes the next version of a schema: a few random changes of every kind, each of which leaves names that exist.</summary>
internal sealed class SchemaMutation(Chance chance)
{
    /// <summary>What a schema needs beside <see cref="RandomSchema"/> for each kind of change: unused types, and directives.</summary>
    public const string Spares =
        """
        type Spare0 { a: Int b(c: Int = 3, d: [String!]! = ["x"]): [Int!] } input Spare1 { a: Int = 1 b: String! = "b" } enum Spare2 { A B } union Spare3 = T0
        directive @d0(a: Int = 1, b: [String!], c: Spare1 = { a: 1, b: "c" }) repeatable on FIELD | OBJECT directive @d1 on FIELD_DEFINITION | ENUM | SCALAR
        """;

    private static readonly string[] Literals = ["0", "7", "null", "1.5", "\"b\"", "RED", "[1]", "{ b: \"c\", a: 1 }", "{ a: 1, b: \"c\" }"];

    public DocumentNode Apply(DocumentNode document)
    {
        var definitions = document.Definitions.ToList();
        for (var changes = 1 + chance.Below(8); changes > 0; changes--)
        {
            var at = chance.Below(definitions.Count);
            if (chance.Percent(15) && IsUnused(definitions[at], definitions)) definitions.RemoveAt(at);
            else definitions[at] = Changed(definitions[at]);
        }

        return new DocumentNode(definitions);
    }

    private static bool IsUnused(DefinitionNode definition, IEnumerable<DefinitionNode> all) =>
        definition is NamedTypeSystemNode { Name: var name } && name != "Query" && !all.Any(other => other != definition
            && Printer.Print(other).Split([' ', '[', ']', '!', '\n', ')', ',', ':'], StringSplitOptions.RemoveEmptyEntries).Contains(name));

    private DefinitionNode Changed(DefinitionNode definition) => definition switch
    {
        ObjectTypeDefinitionNode type => chance.Percent(20)
            ? type with { Interfaces = Toggled(type.Interfaces, new(chance.Of(["N0", "N1"]))) }
            : type with { Fields = Fields(type.Fields) },
        InterfaceTypeDefinitionNode type => type with { Fields = Fields(type.Fields) },
        UnionTypeDefinitionNode union when chance.Percent(20) => new ObjectTypeDefinitionNode(union.Name) { Fields = [NewField()] },
        UnionTypeDefinitionNode union => union with { Types = Toggled(union.Types, new(chance.Of(["T0", "T1", "T2"]))) },
        EnumTypeDefinitionNode type when chance.Percent(20) => new ScalarTypeDefinitionNode(type.Name),
        EnumTypeDefinitionNode type => type with { Values = Toggled(type.Values, new(chance.Of(["RED", "GREEN", "GREY", "A", "C"]))) },
        InputObjectTypeDefinitionNode input => input with { Fields = Values(input.Fields, "i") },
        ScalarTypeDefinitionNode scalar => new EnumTypeDefinitionNode(scalar.Name) { Values = [new("A")] },
        DirectiveDefinitionNode directive => chance.Below(3) switch
        {
            0 => directive with { Repeatable = !directive.Repeatable },
            1 => directive with { Arguments = Values(directive.Arguments, "a") },
            _ => directive with { Locations = Locations(directive.Locations) },
        },
        _ => definition,
    };

    private List<FieldDefinitionNode> Fields(IReadOnlyList<FieldDefinitionNode> fields)
    {
        var changed = fields.ToList();
        var at = chance.Below(changed.Count);
        var field = changed[at];
        switch (chance.Below(6))
        {
            case 0 when changed.Count > 1:
                changed.RemoveAt(at);
                break;
            case 1:
                if (changed.TrueForAll(other => other.Name != "added")) changed.Add(NewField());
                break;
            case 2 or 3:
                changed[at] = field with { Type = Changed(field.Type) };
                break;
            default:
                changed[at] = field with { Arguments = Values(field.Arguments, "a") };
                break;
        }

        return changed;
    }

    private List<InputValueDefinitionNode> Values(IReadOnlyList<InputValueDefinitionNode> values, string prefix)
    {
        var changed = values.ToList();
        var name = $"{prefix}{chance.Below(6)}";
        if (changed.Count == 0 || (chance.Percent(30) && changed.TrueForAll(value => value.Name != name)))
        {
            changed.Insert(chance.Below(changed.Count + 1), new(name, Changed(new NamedTypeNode("Int"))) { DefaultValue = Literal() });
            return changed;
        }

        var at = chance.Below(changed.Count);
        if (chance.Percent(20) && changed.Count > 1) changed.RemoveAt(at);
        else if (chance.Percent(50)) changed[at] = changed[at] with { DefaultValue = Literal() };
        else changed[at] = changed[at] with { Type = Changed(changed[at].Type) };
        return changed;
    }

    private TypeNode Changed(TypeNode type) => type switch
    {
        NonNullTypeNode nonNull => chance.Percent(50) ? nonNull.Type : new ListTypeNode(nonNull),
        ListTypeNode list when chance.Percent(40) => new ListTypeNode(Changed(list.Type)),
        ListTypeNode list when chance.Percent(20) => list.Type,
        NamedTypeNode when chance.Percent(30) => new NamedTypeNode(chance.Of(["Int", "String", "ID"])),
        _ => chance.Percent(60) ? new NonNullTypeNode(type) : new ListTypeNode(type),
    };

    private ValueNode? Literal() => chance.Percent(30) ? null : Parser.ParseValue(chance.Of(Literals));

    private FieldDefinitionNode NewField() => new("added", Changed(new NamedTypeNode("Int"))) { Arguments = chance.Percent(50) ? Values([], "a") : [] };

    private List<string> Locations(IReadOnlyList<string> locations)
    {
        var location = chance.Of(["FIELD", "OBJECT", "QUERY", "ENUM", "SCALAR"]);
        return locations.Contains(location) && locations.Count > 1 ? [.. locations.Where(other => other != location)] : [.. locations.Union([location])];
    }

    /// <summary>The list without the item of that name, or with it where it has none; one item at least stays.</summary>
    private static List<T> Toggled<T>(IReadOnlyList<T> items, T item) where T : INamedNode
    {
        var others = items.Where(other => other.Name != item.Name).ToList();
        return others.Count < items.Count ? (others.Count > 0 ? others : [.. items]) : [.. items, item];
    }
}
