namespace IbmPlatform.Federation.Tests.Composition;

public sealed class EnumAndUnionTests
{
    [Fact]
    public void An_enum_given_out_has_the_values_of_all() => Assert.Superset(
        new HashSet<string> { "E.X", "E.Y", "E.Y @join__enumValue(graph: B)" },
        Composing.Facts("enum E { X } type Query { a: E }", "enum E { X Y } type Query { b: E }").ToHashSet());

    [Fact]
    public void An_enum_taken_in_has_the_values_that_all_know()
    {
        var result = Composing.Compose("enum E { X } type Query { a(e: E): Int }", "enum E { X Y } type Query { b(e: E): Int }");
        Assert.DoesNotContain("E.Y", SupergraphFacts.Of(result.SupergraphSdl!));
        Assert.Contains(result.Hints, hint => hint is { Code: "INCONSISTENT_ENUM_VALUE_FOR_INPUT_ENUM", DropsSomething: true });
    }

    [Fact]
    public void An_enum_used_both_ways_must_be_the_same_everywhere() => Composing.Fails(
        "ENUM_VALUE_MISMATCH",
        "Enum \"E\" is used both as input (for \"Query.a(e:)\") and as output (for \"Query.b\"), but value \"Y\" is missing in subgraph \"a\"; define the same values in each, or mark the value @inaccessible.",
        "enum E { X } type Query { a(e: E): Int }", "enum E { X Y } type Query { b: E }");

    [Fact]
    public void An_input_enum_without_a_common_value_is_an_error() => Assert.Equal(
        "EMPTY_MERGED_ENUM_TYPE", Composing.Error("enum E { X } type Query { a(e: E): Int }", "enum E { Y } type Query { b(e: E): Int }").Code);

    [Fact]
    public void A_union_has_the_members_of_all() => Assert.Superset(
        new HashSet<string> { "U = S", "U = T", "U @join__unionMember(graph: B, member: \"T\")" },
        Composing.Facts("union U = S type S @shareable { x: Int } type Query { a: U }", "union U = S | T type S @shareable { x: Int } type T { x: Int } type Query { b: U }").ToHashSet());

    [Fact]
    public void A_name_is_of_one_kind_only() => Composing.Fails(
        "TYPE_KIND_MISMATCH",
        "Type \"E\" is not of one kind: it is \"an enum\" in subgraph \"a\" but \"a scalar type\" in subgraph \"b\". Rename one of them.",
        "enum E { X } type Query { a: E }", "scalar E type Query { b: E }");
}
