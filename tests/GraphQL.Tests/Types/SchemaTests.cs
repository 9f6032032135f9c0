using IbmPlatform.GraphQL.Types;

namespace IbmPlatform.GraphQL.Tests.Types;

public sealed class SchemaTests
{
    private const string Sdl = """"
        """Roots""" schema @link(url: "x") { query: Root }
        directive @link(url: String!) repeatable on SCHEMA
        interface Node { id: ID! }
        interface Thing implements Node @tagged { id: ID! name(long: Boolean = false): String }
        directive @tagged on INTERFACE | OBJECT
        type Root { things(filter: Filter, first: Int! = 10): [Thing!]! any: Any }
        type Book implements Thing & Node { id: ID! name(long: Boolean = false): String pages: Int @deprecated }
        type Film implements Thing & Node { id: ID! name(long: Boolean = false): String }
        extend type Film @tagged { length: Minutes }
        union Any = Book | Film
        scalar Minutes @specifiedBy(url: "https://example.org/minutes")
        enum Colour { RED GREEN @deprecated(reason: "faded") }
        input Filter @oneOf { id: ID colours: [Colour!] }
        """";

    [Fact]
    public void A_schema_is_read_from_its_definition()
    {
        var schema = Schema.FromSdl(Sdl);
        Assert.Equal("Root", schema.QueryType?.Name);
        Assert.Null(schema.MutationType);
        Assert.Equal("Roots", schema.Description);
        Assert.Equal(["Book", "Film"], schema.PossibleTypes((InterfaceType)schema.FindType("Node")!).Select(type => type.Name));
        Assert.Equal("[Thing!]!", schema.QueryType!.Fields.Find("things")!.Type.ToString());
        Assert.Equal("No longer supported", ((ObjectType)schema.FindType("Book")!).Fields.Find("pages")!.DeprecationReason);
        Assert.Equal("https://example.org/minutes", ((ScalarType)schema.FindType("Minutes")!).SpecifiedByUrl);
        Assert.True(((InputObjectType)schema.FindType("Filter")!).IsOneOf);
    }

    [Fact]
    public void An_extension_is_merged_into_its_type()
    {
        var film = (ObjectType)Schema.FromSdl(Sdl).FindType("Film")!;
        Assert.Equal(["id", "name", "length"], film.Fields.Select(field => field.Name));
        Assert.Equal("tagged", Assert.Single(film.AppliedDirectives).Name);
    }

    [Fact]
    public void A_printed_schema_reads_back_as_the_same_schema()
    {
        var printed = SchemaPrinter.Print(Schema.FromSdl(Sdl));
        Assert.Equal(printed, SchemaPrinter.Print(Schema.FromSdl(printed)));
        Assert.DoesNotContain("extend", printed, StringComparison.Ordinal);
        Assert.DoesNotContain("directive @skip", printed, StringComparison.Ordinal);
    }

    [Fact]
    public void The_introspection_system_is_part_of_every_schema()
    {
        var schema = Schema.FromSdl("type Query { a: Int }");
        Assert.Contains(schema.Types, type => type.Name == "__Schema");
        Assert.Equal("__Schema!", schema.FindField(schema.QueryType!, "__schema")!.Type.ToString());
        Assert.Equal("String!", schema.FindField(schema.QueryType!, "__typename")!.Type.ToString());
        Assert.Null(schema.FindField(schema.FindType("__Type")!, "__schema"));
    }

    [Fact]
    public void A_value_of_a_subtype_can_stand_for_its_interface()
    {
        var schema = Schema.FromSdl(Sdl);
        var node = schema.FindType("Node")!;
        var book = schema.FindType("Book")!;
        Assert.True(schema.IsSubType(node, book));
        Assert.True(schema.IsSubType(schema.FindType("Any")!, book));
        Assert.True(schema.IsSubType(node, schema.FindType("Thing")!));
        Assert.False(schema.IsSubType(book, node));
    }

    [Fact]
    public void Every_unknown_type_is_named_at_once()
    {
        var error = Assert.Throws<SchemaException>(() => Schema.FromSdl("type Query { a: Nope b(c: Nada): Int }"));
        Assert.Equal(2, error.Errors.Count);
        Assert.Contains("\"Nope\"", error.Message, StringComparison.Ordinal);
    }
}
