namespace IbmPlatform.Federation.Tests.Composition;

public sealed class InterfaceTests
{
    private const string Media = "type Query { m: Media } interface Media @key(fields: \"id\") { id: ID! } type Book implements Media @key(fields: \"id\") { id: ID! } ";

    [Fact]
    public void An_interface_object_adds_its_fields_to_every_implementation()
    {
        var facts = Composing.Facts(Media, "type Media @key(fields: \"id\") @interfaceObject { id: ID! likes: Int! }");
        Assert.Superset(
            new HashSet<string> { "Media @join__type(graph: B, isInterfaceObject: true, key: id)", "Media.likes @join__field(graph: B)", "Book.likes: Int!", "Book.likes @join__field()" },
            facts.ToHashSet());
    }

    [Fact]
    public void An_interface_object_needs_a_key() => Assert.Equal(
        "INTERFACE_OBJECT_USAGE_ERROR", Composing.Error(Media, "type Media @interfaceObject { id: ID! }").Code);

    [Fact]
    public void A_subgraph_with_an_interface_object_knows_no_implementation() => Composing.Fails(
        "INTERFACE_OBJECT_USAGE_ERROR",
        "[b] Type \"Media\" is an @interfaceObject, so the subgraph can't define its implementations, but it defines \"Book\"; remove them, or declare \"Media\" as an interface.",
        Media, "type Media @key(fields: \"id\") @interfaceObject { id: ID! } type Book @key(fields: \"id\") { id: ID! }");

    [Fact]
    public void An_interface_must_be_defined_as_one_somewhere() => Assert.Equal(
        "INTERFACE_OBJECT_USAGE_ERROR", Composing.Error("type Query { m: Media } type Media @key(fields: \"id\") @interfaceObject { id: ID! }").Code);

    [Fact]
    public void A_subgraph_with_the_interfaces_key_knows_all_implementations() => Composing.Fails(
        "INTERFACE_KEY_MISSING_IMPLEMENTATION_TYPE",
        "[a] Interface \"Media\" has a resolvable @key, so the subgraph must define all implementations of the supergraph, but it lacks \"Film\"; add them, or remove the interface's @key.",
        Media, "interface Media { id: ID! } type Film implements Media @key(fields: \"id\") { id: ID! }");

    [Fact]
    public void A_field_of_an_interface_must_be_implemented_somewhere() => Composing.Fails(
        "INTERFACE_FIELD_NO_IMPLEM",
        "Interface field \"I.y\" is declared in subgraph \"b\" but type \"S\", which implements \"I\" in subgraph \"a\", has no such field in any subgraph; add it to the type.",
        "type Query { i: I } interface I { x: Int } type S implements I { x: Int }",
        "interface I { y: Int } type T implements I { y: Int x: Int @shareable }");
}
