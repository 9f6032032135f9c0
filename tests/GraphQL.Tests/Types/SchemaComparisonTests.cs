using IbmPlatform.GraphQL.Types;
using IbmPlatform.GraphQL.Types.Comparison;

namespace IbmPlatform.GraphQL.Tests.Types;

/// <summary>What the differential run does not show: messages, and the changes that only this comparison knows.</summary>
public sealed class SchemaComparisonTests
{
    private const string Whole =
        """
        schema { query: Q mutation: M } type Q { a(x: Int = 1, y: In): [S!]! @deprecated } type M { b: U } union U = Q | M
        scalar S @specifiedBy(url: "https://example.org/s") input In @oneOf { c: Int d: E } enum E { X "y" Y } directive @t(z: E = Y) repeatable on FIELD
        """;

    [Fact]
    public void Equal_schemas_have_no_changes() => Assert.Empty(SchemaComparison.Compare(Schema.FromSdl(Whole), Schema.FromSdl(Whole)));

    [Theory]
    [InlineData("a: Int", "a: Int!", "Safe FieldChangedKindSafe Query.a: The type of Query.a is Int! now, it was Int.")]
    [InlineData("a: Int!", "a: Int", "Breaking FieldChangedKind Query.a: The type of Query.a is Int now, it was Int!.")]
    [InlineData("a(b: Int! = 5): Int", "a(b: Int!): Int", "Breaking ArgDefaultValueChange Query.a(b:): Query.a(b:) must be given now: it is non-null and has lost its default 5.")]
    [InlineData("a(b: Int = 5): Int", "a(b: Int): Int", "Dangerous ArgDefaultValueChange Query.a(b:): Query.a(b:) has lost its default 5.")]
    [InlineData("a(b: Int = 5): Int", "a(b: Int = 6): Int", "Dangerous ArgDefaultValueChange Query.a(b:): The default of Query.a(b:) is 6 now, it was 5.")]
    [InlineData("a: Int", "a(b: Int!): Int", "Breaking RequiredArgAdded Query.a(b:): The required argument b: Int! of Query.a was added.")]
    [InlineData("a: Int", "a: Int @deprecated(reason: \"Use b.\")", "Safe DeprecationAdded Query.a: Query.a is deprecated now: Use b.")]
    [InlineData("a: Int @deprecated", "a: Int", "Safe DeprecationRemoved Query.a: Query.a is not deprecated any more.")]
    [InlineData("a: Int", "\"One.\" a: Int", "Safe DescriptionChanged Query.a: The description of Query.a has been added.")]
    public void A_changed_field_is_told_and_weighed(string before, string after, string expected) =>
        Assert.Equal([expected], Compare($"type Query {{ {before} }}", $"type Query {{ {after} }}"));

    [Theory]
    [InlineData("input I { a: Int }", "input I @oneOf { a: Int }", "Breaking OneOfAdded I: I takes exactly one of its fields now.")]
    [InlineData("input I @oneOf { a: Int }", "input I { a: Int }", "Safe OneOfRemoved I: I takes any number of its fields now.")]
    [InlineData("input I { a: [Int] = [1] }", "input I { a: [Int] = [2] }", "Dangerous InputFieldDefaultValueChange I.a: The default of I.a is [2] now, it was [1].")]
    [InlineData("scalar S", "scalar S @specifiedBy(url: \"u\")", "Dangerous SpecifiedByChanged S: The format of S is specified by u now, it was by nothing.")]
    [InlineData("type M { a: Int } extend schema { mutation: M }", "type M { a: Int }", "Breaking RootTypeRemoved M: Operations of the kind Mutation are gone; they started at M.")]
    [InlineData("enum E { A }", "enum E { A B }", "Dangerous ValueAddedToEnum E.B: The value B was added to E.")]
    [InlineData("scalar S", "enum S { A }", "Breaking TypeChangedKind S: S is of the kind Enum now, it was of the kind Scalar.")]
    [InlineData("directive @d on FIELD | QUERY", "directive @d on FIELD", "Breaking DirectiveLocationRemoved @d: @d can't be applied on QUERY any more.")]
    public void A_changed_definition_is_told_and_weighed(string before, string after, string expected) =>
        Assert.Equal([expected], Compare($"schema {{ query: Query }} type Query {{ a: Int }} {before}", $"schema {{ query: Query }} type Query {{ a: Int }} {after}"));

    [Fact]
    public void The_order_of_an_object_s_fields_and_the_way_to_write_a_string_are_no_change_of_a_default() =>
        Assert.Empty(Compare(
            "type Query { a(i: I = { b: \"x\", c: 1 }): Int } input I { b: String c: Int }",
            "type Query { a(i: I = { c: 1, b: \"\"\"x\"\"\" }): Int } input I { b: String c: Int }"));

    private static IEnumerable<string> Compare(string before, string after) =>
        SchemaComparison.Compare(Schema.FromSdl(before), Schema.FromSdl(after)).Select(change => $"{change.Severity} {change.Kind} {change.Coordinate}: {change.Message}");
}
