using System.Buffers;
using System.Text;
using System.Text.Json;
using IbmPlatform.GraphQL.Execution;
using IbmPlatform.GraphQL.Tests.Differential;
using IbmPlatform.GraphQL.Tests.Execution;
using IbmPlatform.GraphQL.Types;
using IbmPlatform.GraphQL.Types.Comparison;
using IbmPlatform.GraphQL.Types.Introspected;

namespace IbmPlatform.GraphQL.Tests.Types;

public class IntrospectionSchemaTests(ITestOutputHelper output)
{
    // In the order and the form that the printer writes, deprecations with the reason that introspection tells.
    private const string Sdl = """"
        """
        What there is.
        """
        schema {
          query: Root
          mutation: Changes
        }

        """
        Marks something.
        """
        directive @mark(when: Day, colour: Colour = RED) repeatable on FIELD | QUERY

        type Root implements Named & Old {
          name: String!

          """
          Two.
          """
          two(a: [Int!]! = [1, 2], b: Lookup @deprecated(reason: "old")): Either
          old: Int @deprecated(reason: "No longer supported")
        }

        type Changes {
          change(by: Lookup = {slug: "a\"b"}): [[Int!]]!
        }

        interface Named {
          name: String!
        }

        interface Old implements Named {
          name: String!
          old: Int @deprecated(reason: "No longer supported")
        }

        union Either = Root | Changes

        input Lookup @oneOf {
          id: ID
          slug: String
        }

        enum Colour {
          RED
          BLUE @deprecated(reason: "too sad")
        }

        scalar Day @specifiedBy(url: "https://example.org/day")
        """";

    internal enum Colour
    {
        Red,
        Blue,
    }

    internal sealed record Lookup(string? Id, string? Slug);

    internal static class Queries
    {
        public static string Name() => "n";

        public static object? Two(int[] a, Lookup? b) => null;

        public static int? Old() => null;
    }

    internal static class Mutations
    {
        public static int[][] Change(Lookup? by) => [];
    }

    [Fact]
    public async Task A_schema_comes_back_from_its_own_introspection()
    {
        var schema = Answers.Schema(Sdl, b => b.Enum<Colour>("Colour").Input<Lookup>("Lookup").Scalar("Day", s => s, s => s).Query(typeof(Queries)).Mutation(typeof(Mutations)));
        var answer = new ArrayBufferWriter<byte>();
        await new GraphQLExecutor(schema).ExecuteAsync(new GraphQLRequest { Query = IntrospectionSchema.Query }, new RequestContext(), answer, TestContext.Current.CancellationToken);
        var read = IntrospectionSchema.Read(answer.WrittenMemory);
        Assert.Empty(SchemaComparison.Compare(schema.Schema, read));
        Assert.Equal(Parts(Sdl), Parts(SchemaPrinter.Print(read)));
    }

    [Fact]
    public async Task Random_schemas_come_back_from_the_introspection_of_the_reference_implementation()
    {
        var seed = DifferentialTests.Seed();
        await using var peer = await ReferencePeer.StartAsync(17);
        const int Cases = 100;
        for (var round = 0; round < Cases; round++)
        {
            var sdl = new RandomSchema(new Chance(unchecked(seed + (round * 7919)))).Sdl();
            var read = IntrospectionSchema.Read(await peer.IntrospectAsync(sdl));
            var changes = SchemaComparison.Compare(Schema.FromSdl(sdl), read);
            Assert.True(changes.Count == 0, $"IBM_SEED={seed} round {round}: {string.Join('\n', changes)}\n{sdl}");
        }

        output.WriteLine($"graphql 17, IBM_SEED={seed}: {Cases} schemas.");
    }

    [Theory]
    [InlineData("nothing", "(root): no JSON: ")]
    [InlineData("{}", "__schema: expected an object, not nothing.")]
    [InlineData("""{ "data": null }""", "data: expected an object, not null.")]
    public void What_is_no_introspection_result_is_told(string json, string fault) =>
        Assert.StartsWith(fault, Assert.Throws<IntrospectionException>(() => Read(json)).Faults[0], StringComparison.Ordinal);

    [Fact]
    public void All_faults_are_told_at_once_with_their_paths()
    {
        const string Json = """
            { "data": { "__schema": { "queryType": { "name": "Query" }, "directives": [], "types": [
              { "kind": "OBJECT", "name": "Query", "interfaces": [], "fields": [
                { "name": 1, "args": [], "type": { "kind": "SCALAR", "name": "Int" } },
                { "name": "a", "args": [{ "name": "x", "type": { "kind": "SCALAR", "name": "Int" }, "defaultValue": "{" }], "type": { "kind": "LIST", "ofType": null } },
                { "name": "b", "args": {}, "type": { "kind": "NON_NULL", "ofType": { "kind": "NON_NULL", "ofType": { "kind": "SCALAR", "name": "Int" } } } },
                3
              ] },
              { "kind": "THING", "name": "Thing" },
              { "kind": "ENUM", "name": "Colour" }
            ] } } }
            """;
        var faults = Assert.Throws<IntrospectionException>(() => Read(Json)).Faults;
        Assert.Equal(
            [
                "data.__schema.types[0].fields[3]: expected an object, not a number.",
                "data.__schema.types[0].fields[0].name: expected a text, not a number.",
                "data.__schema.types[0].fields[1].type: the type is cut off; ask for more levels of ofType.",
                "data.__schema.types[0].fields[1].args[0]: the default value \"{\" is none: ",
                "data.__schema.types[0].fields[2].type: a non-null type is of a non-null type.",
                "data.__schema.types[0].fields[2].args: expected a list, not an object.",
                "data.__schema.types[1]: the kind \"THING\" of Thing is none of a named type.",
                "data.__schema.types[2].enumValues: expected a list, not nothing.",
            ],
            faults.Select(fault => fault[..(fault.IndexOf(" is none: ", StringComparison.Ordinal) is var end and > 0 ? end + " is none: ".Length : fault.Length)]));
    }

    [Fact]
    public void What_it_tells_must_be_a_valid_schema() => Assert.Throws<SchemaException>(() => Read(
        """{ "__schema": { "queryType": { "name": "Query" }, "directives": [], "types": [{ "kind": "OBJECT", "name": "Query", "interfaces": [], "fields": [] }] } }"""));

    private static Schema Read(string json) => IntrospectionSchema.Read(Encoding.UTF8.GetBytes(json));

    // Introspection tells types in an order of its own.
    private static SortedSet<string> Parts(string sdl) => new(
        IbmPlatform.GraphQL.Language.Parser.ParseDocument(sdl).Definitions.Select(definition => IbmPlatform.GraphQL.Language.Printer.Print(definition)), StringComparer.Ordinal);
}
