using System.Globalization;
using IbmPlatform.GraphQL.Execution;

namespace IbmPlatform.GraphQL.Tests.Execution;

public sealed class InputCoercionTests
{
    private const string Sdl = """
        scalar Day
        enum Colour { RED DARK_BLUE }
        input Filter { name: String not: Filter tags: [String!] first: Int! = 5 colour: Colour = RED day: Day }
        input Lookup @oneOf { id: ID slug: String }
        type Query {
          int(v: Int): String float(v: Float): String text(v: String): String flag(v: Boolean): String id(v: ID): String
          colour(v: Colour): String day(v: Day): String ints(v: [Int]): String matrix(v: [[Int!]]): String
          filter(v: Filter): String lookup(v: Lookup): String given(v: Int = 7): String required(v: Int!): String typed(v: ID!): String
          plain(v: Int = 7): String
        }
        """;

    internal enum Colour
    {
        Red,
        DarkBlue,
    }

    internal sealed record Filter(string? Name, Filter? Not, int First, Colour? Colour, Optional<DateOnly?> Day)
    {
        public IReadOnlyList<string> Tags { get; init; } = ["initial"];
    }

    internal sealed record Lookup(string? Id, string? Slug);

    internal static class Queries
    {
        public static string Int(int? v) => Show(v);

        public static string Float(double? v) => Show(v);

        public static string Text(string? v) => Show(v);

        public static string Flag(bool? v) => Show(v);

        public static string Id(string? v) => Show(v);

        public static string Colour(Colour? v) => Show(v);

        public static string Day(DateOnly? v) => Show(v);

        public static string Ints(IReadOnlyList<int?>? v) => v is null ? "null" : $"[{string.Join(",", v.Select(i => Show(i)))}]";

        public static string Matrix(int[]?[]? v) => v is null ? "null" : $"[{string.Join(",", v.Select(Ints))}]";

        private static string Ints(int[]? v) => v is null ? "null" : $"[{string.Join(",", v)}]";

        public static string Filter(Filter? v) => v is null ? "null"
            : $"name={Show(v.Name)} not={Filter(v.Not)} tags={string.Join("+", v.Tags)} first={v.First} colour={Show(v.Colour)} "
                + $"day={(v.Day.IsGiven ? Show(v.Day.Value) : "absent")}";

        public static string Lookup(Lookup? v) => Show(v);

        public static string Given(Optional<int?> v) => v.IsGiven ? Show(v.Value) : "absent";

        public static string Required(int v) => Show(v);

        public static string Typed(Guid v) => Show(v);

        public static string Plain(int v) => Show(v);

        private static string Show(object? value) => value is null ? "null" : string.Create(CultureInfo.InvariantCulture, $"{value}");
    }

    private static readonly ExecutableSchema Schema = Answers.Schema(Sdl, b => b
        .Scalar("Day", text => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture), day => day.ToString("O", CultureInfo.InvariantCulture))
        .Enum<Colour>("Colour")
        .Input<Filter>("Filter")
        .Input<Lookup>("Lookup")
        .Query(typeof(Queries)));

    [Theory]
    [InlineData("int", "Int", "1", "1")]
    [InlineData("int", "Int", "1.0", "1")]
    [InlineData("int", "Int", "1e2", "100")]
    [InlineData("int", "Int", "-2147483648", "-2147483648")]
    [InlineData("int", "Int", "null", "null")]
    [InlineData("float", "Float", "1", "1")]
    [InlineData("float", "Float", "1.25", "1.25")]
    [InlineData("text", "String", "\"a\"", "a")]
    [InlineData("flag", "Boolean", "true", "True")]
    [InlineData("id", "ID", "\"x\"", "x")]
    [InlineData("id", "ID", "12", "12")]
    [InlineData("colour", "Colour", "\"DARK_BLUE\"", "DarkBlue")]
    [InlineData("day", "Day", "\"2015-06-15\"", "06/15/2015")]
    [InlineData("ints", "[Int]", "[1,null,2]", "[1,null,2]")]
    [InlineData("ints", "[Int]", "3", "[3]")]
    [InlineData("ints", "[Int]", "null", "null")]
    [InlineData("ints", "[Int]", "[]", "[]")]
    [InlineData("matrix", "[[Int!]]", "[[1],[2,3],null]", "[[1],[2,3],null]")]
    [InlineData("matrix", "[[Int!]]", "[1,2]", "[[1],[2]]")]
    [InlineData("matrix", "[[Int!]]", "1", "[[1]]")]
    [InlineData("filter", "Filter", "{}", "name=null not=null tags=initial first=5 colour=Red day=absent")]
    [InlineData("filter", "Filter", """{"name":null,"tags":["a","b"],"first":1,"colour":null,"day":null}""", "name=null not=null tags=a+b first=1 colour=null day=null")]
    [InlineData("filter", "Filter", """{"not":{"tags":"x","day":"2020-01-02"}}""",
        "name=null not=name=null not=null tags=x first=5 colour=Red day=01/02/2020 tags=initial first=5 colour=Red day=absent")]
    [InlineData("lookup", "Lookup", """{"slug":"a"}""", "Lookup { Id = , Slug = a }")]
    [InlineData("required", "Int!", "4", "4")]
    [InlineData("typed", "ID!", "\"6f9619ff-8b86-d011-b42d-00c04fc964ff\"", "6f9619ff-8b86-d011-b42d-00c04fc964ff")]
    public async Task A_variable_is_coerced_to_its_type(string field, string type, string json, string expected)
    {
        var answer = await Schema.AskAsync($"query($v: {type}) {{ {field}(v: $v) }}", $$"""{"v":{{json}}}""");
        Assert.Equal($$$"""{"data":{"{{{field}}}":"{{{expected}}}"}}""", answer);
    }

    [Theory]
    [InlineData("Int", "1.5", "Variable \"$v\" has an invalid value: Int cannot represent 1.5: it is no integer.")]
    [InlineData("Int", "2147483648", "Variable \"$v\" has an invalid value: Int cannot represent 2147483648: it does not fit in 32 bits.")]
    [InlineData("Int", "\"1\"", "Variable \"$v\" has an invalid value: Int cannot represent \"1\".")]
    [InlineData("Int", "true", "Variable \"$v\" has an invalid value: Int cannot represent true.")]
    [InlineData("Float", "1e999", "Variable \"$v\" has an invalid value: Float cannot represent 1e999: it is not finite.")]
    [InlineData("String", "1", "Variable \"$v\" has an invalid value: String cannot represent 1.")]
    [InlineData("Boolean", "0", "Variable \"$v\" has an invalid value: Boolean cannot represent 0.")]
    [InlineData("ID", "1.5", "Variable \"$v\" has an invalid value: ID cannot represent 1.5: it is neither a string nor an integer.")]
    [InlineData("Colour", "\"GREEN\"", "Variable \"$v\" has an invalid value: Colour cannot represent \"GREEN\": its values are RED, DARK_BLUE.")]
    [InlineData("Colour", "1", "Variable \"$v\" has an invalid value: Colour cannot represent 1.")]
    [InlineData("Int!", "null", "Variable \"$v\" has an invalid value: expected a value of type Int!, found null.")]
    [InlineData("[Int!]", "[1,null]", "Variable \"$v[1]\" has an invalid value: expected a value of type Int!, found null.")]
    [InlineData("Filter", "[]", "Variable \"$v\" has an invalid value: expected an object of type Filter, found [].")]
    [InlineData("Filter", """{"nome":1}""", "Variable \"$v\" has an invalid value: field \"nome\" is not defined by type Filter.")]
    [InlineData("Filter", """{"not":{"first":null}}""", "Variable \"$v.not.first\" has an invalid value: expected a value of type Int!, found null.")]
    [InlineData("Lookup", "{}", "Variable \"$v\" has an invalid value: exactly one field of the one-of type Lookup must be given, found 0.")]
    [InlineData("Lookup", """{"id":"a","slug":"b"}""", "Variable \"$v\" has an invalid value: exactly one field of the one-of type Lookup must be given, found 2.")]
    [InlineData("Lookup", """{"id":null}""", "Variable \"$v.id\" has an invalid value: the field given of the one-of type Lookup must not be null.")]
    public async Task A_variable_that_is_not_of_its_type_is_refused_before_anything_runs(string type, string json, string message)
    {
        var answer = await Schema.AskAsync($"query($v: {type}) {{ __typename @skip(if: false) t: text(v: \"x\") {Use(type)} }}", $$"""{"v":{{json}}}""");
        Assert.Equal([message], Answers.Messages(answer));
        Assert.Contains("\"code\":\"BAD_USER_INPUT\"", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("\"data\"", answer, StringComparison.Ordinal);
    }

    private static string Use(string type) => type switch
    {
        "Int" => "int(v: $v)",
        "Int!" => "required(v: $v)",
        "Float" => "float(v: $v)",
        "String" => "text(v: $v)",
        "Boolean" => "flag(v: $v)",
        "ID" => "id(v: $v)",
        "Colour" => "colour(v: $v)",
        "[Int!]" => "ints(v: $v)",
        "Filter" => "filter(v: $v)",
        _ => "lookup(v: $v)",
    };

    [Fact]
    public async Task Every_faulty_variable_is_told_at_once()
    {
        var answer = await Schema.AskAsync("query($a: Int!, $b: Filter, $c: Int) { required(v: $a) filter(v: $b) int(v: $c) }", """{"b":{"first":"x","tags":[1]},"c":1}""");
        Assert.Equal(3, Answers.Messages(answer).Count);
    }

    [Theory]
    [InlineData("{ given }", "7")]
    [InlineData("{ given(v: null) }", "null")]
    [InlineData("{ given(v: 3) }", "3")]
    [InlineData("{ given: plain }", "7")]
    [InlineData("{ given: plain(v: null) }", "7")]
    [InlineData("query($x: Int) { given(v: $x) }", "7")]
    [InlineData("query($x: Int = 9) { given(v: $x) }", "9")]
    [InlineData("query($x: Int = null) { given(v: $x) }", "null")]
    [InlineData("{ given: int }", "null")]
    [InlineData("{ given: matrix(v: 1) }", "[[1]]")]
    [InlineData("{ given: id(v: 12) }", "12")]
    [InlineData("{ given: colour(v: DARK_BLUE) }", "DarkBlue")]
    [InlineData("query($x: String) { given: filter(v: {name: $x, not: {name: $x}}) }",
        "name=null not=name=null not=null tags=initial first=5 colour=Red day=absent tags=initial first=5 colour=Red day=absent")]
    [InlineData("query($x: Int! = 3) { given: ints(v: [$x, 1]) }", "[3,1]")]
    public async Task Literals_defaults_and_absent_variables_follow_the_specification(string query, string expected)
    {
        Assert.Equal($$$"""{"data":{"given":"{{{expected}}}"}}""", await Schema.AskAsync(query));
    }

    [Theory]
    [InlineData("query($x: Int = 1) { required(v: $x) }", """{"x":null}""", "Argument \"v\" has an invalid value: expected a value of type Int!, found null in variable \"$x\".")]
    [InlineData("{ typed(v: \"no guid\") }", null, "Argument \"v\" has an invalid value: \"no guid\" is no id of the form that is expected here (Guid).")]
    public async Task An_argument_that_fails_while_running_is_its_fields_error(string query, string? variables, string message)
    {
        var answer = await Schema.AskAsync(query, variables);
        Assert.Equal([message], Answers.Messages(answer));
        Assert.Single(Answers.Paths(answer));
    }

    [Fact]
    public async Task A_custom_scalar_tells_what_is_wrong_with_a_literal()
    {
        var answer = await Schema.AskAsync("{ day(v: \"yesterday\") }");
        Assert.Contains("Day cannot represent \\\"yesterday\\\"", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[1]")]
    [InlineData("\"x\"")]
    [InlineData("{")]
    public async Task Variables_that_are_no_object_are_refused(string variables)
    {
        var answer = await Schema.AskAsync("query($v: Int) { int(v: $v) }", variables);
        Assert.Contains("BAD_USER_INPUT", answer, StringComparison.Ordinal);
    }
}
