using IbmPlatform.GraphQL.Execution;

namespace IbmPlatform.GraphQL.Tests.Execution;

public sealed class BindingFaultTests
{
    internal sealed record Thing(string Id, long Size, string Kind);

    internal enum Colour
    {
        Red,
        Pink,
    }

    internal sealed record Filter(string? Name, int Extra);

    internal static class Queries
    {
        public static Thing? Thing(string idd) => new(idd, 1, "k");

        public static IReadOnlyList<string> Things() => [];

        public static int? Filtered(Filter? filter, int first) => filter is null ? first : 0;

        public static Task Nothing() => Task.CompletedTask;

        public static int Stray() => 0;
    }

    private static IReadOnlyList<string> Faults(string sdl, Action<SchemaBinder> bind) =>
        Assert.Throws<SchemaBindingException>(() => Answers.Schema(sdl, bind)).Faults;

    [Fact]
    public void Every_fault_is_told_at_once_with_its_place_and_the_way_out()
    {
        var faults = Faults(
            """
            scalar Day
            enum Colour { RED GREEN }
            enum Unbound { A }
            input Filter { name: String when: Day }
            type Thing { id: ID! size: Int! colour: Colour kind(long: Boolean): String! }
            type Other { a: Int }
            type Query { thing(id: ID!): Thing things: [Thing!]! filtered(filter: Filter, first: Int): Int nothing: Int missing: Int other: Other }
            """,
            b => b.Enum<Colour>("Colour").Input<Filter>("Filter").Input<Filter>("Filtre").Object<Thing>("Thing").Query(typeof(Queries)));

        Assert.Equal(
            [
                "Scalar Day is not bound; call Scalar<T>(\"Day\", parse, format).",
                "Enum Colour.GREEN has no member in Colour; add one named GREEN in PascalCase.",
                "Enum Colour has no value for Colour.Pink; add it to the SDL or take the member away.",
                "Enum Unbound is not bound; call Enum<T>(\"Unbound\").",
                "Input Filter: parameter \"Extra\" of Filter is no field of the input; give it a default or add the field to the SDL.",
                "Type Other is not bound; call Object<T>(\"Other\").",
                "Thing.size is Int! in the SDL, but long is not what Int is bound to (int) (Thing.Size).",
                "Thing.kind has arguments, which property Thing.Kind cannot take; write a resolver method.",
                "Query.thing: parameter \"idd\" (string) of Queries.Thing is no argument of the field; its arguments are id.",
                "Query.thing(id:) is taken by no parameter of Queries.Thing; add a parameter named \"id\".",
                "Query.things is [Thing!]! in the SDL, but IReadOnlyList<string> is not what Thing is bound to (Thing) (Queries.Things).",
                "Query.filtered(first:) may be null, which int cannot be; declare int? or make it Int!.",
                "Query.nothing: Queries.Nothing returns nothing; return Int.",
                "Query.missing has no resolver: add a public method \"Missing\" to a resolver class of Query.",
                "Queries.Stray stands for no field of Query; rename it, make it non-public or add the field.",
                "Input(\"Filtre\") binds a type that the SDL does not define as such; correct the name or take the call away.",
            ],
            faults);
    }

    internal sealed record Entity(string Id);

    internal static class EntityQueries
    {
        public static Entity? Entity() => null;
    }

    [Fact]
    public void A_key_without_a_reference_resolver_is_a_fault()
    {
        var faults = Faults(
            """
            extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key"])
            type Entity @key(fields: "id") { id: ID! }
            type Query { entity: Entity }
            """,
            b => b.Object<Entity>("Entity").Query(typeof(EntityQueries)));
        Assert.Equal(
            ["Type Entity has a @key and 0 methods ResolveReferences; give one resolver class of it exactly one, or say resolvable: false in the key."], faults);
    }

    internal static class BatchThings
    {
        public static string Label(IReadOnlyList<Thing> things) => things[0].Id;
    }

    [Fact]
    public void A_batch_resolver_must_return_a_list()
    {
        var faults = Faults(
            "type Thing { id: ID! label: String } type Query { a: Thing }",
            b => b.Object<Thing>("Thing", typeof(BatchThings)).Query(typeof(OneThing)));
        Assert.Equal(["Thing.label: BatchThings.Label takes all parents and must return a list of one result a parent, not string."], faults);
    }

    internal static class OneThing
    {
        public static Thing? A() => null;
    }
}
