using IbmPlatform.GraphQL.Errors;
using IbmPlatform.GraphQL.Types;

namespace IbmPlatform.GraphQL.Tests.Types;

public sealed class SchemaCoordinateTests
{
    private static readonly Schema Schema = Schema.FromSdl("""
        type Query { thing(id: ID!): Thing }
        interface Thing { id: ID! }
        enum Colour { RED }
        input Filter { colour: Colour }
        directive @tag(name: String!) on OBJECT
        """);

    [Theory]
    [InlineData("Query", typeof(ObjectType))]
    [InlineData("Colour", typeof(EnumType))]
    [InlineData("Query.thing", typeof(FieldDefinition))]
    [InlineData("Thing.id", typeof(FieldDefinition))]
    [InlineData("Filter.colour", typeof(InputValueDefinition))]
    [InlineData("Colour.RED", typeof(EnumValueDefinition))]
    [InlineData("Query.thing(id:)", typeof(InputValueDefinition))]
    [InlineData("@tag", typeof(DirectiveDefinition))]
    [InlineData("@tag(name:)", typeof(InputValueDefinition))]
    public void A_coordinate_finds_its_element_and_prints_as_it_was(string text, Type kind)
    {
        var coordinate = SchemaCoordinate.Parse(text);
        Assert.IsType(kind, coordinate.Resolve(Schema));
        Assert.Equal(text, coordinate.ToString());
    }

    [Theory]
    [InlineData("Nope")]
    [InlineData("Query.nope")]
    [InlineData("Query.thing(nope:)")]
    [InlineData("Filter.colour(id:)")]
    [InlineData("@nope")]
    [InlineData("@tag(nope:)")]
    public void A_coordinate_of_nothing_finds_nothing(string text) => Assert.Null(SchemaCoordinate.Parse(text).Resolve(Schema));

    [Theory]
    [InlineData("", 1)]
    [InlineData("Query.", 7)]
    [InlineData("Query .thing", 6)]
    [InlineData("Query(id:)", 6)]
    [InlineData("Query.thing(id)", 15)]
    [InlineData("Query.thing(id:", 16)]
    [InlineData("Query.thing(id:).more", 17)]
    [InlineData("@tag.name", 5)]
    [InlineData("1a", 1)]
    public void What_is_no_coordinate_is_refused(string text, int column) =>
        Assert.Equal(column, Assert.Throws<GraphQLSyntaxException>(() => SchemaCoordinate.Parse(text)).Column);
}
