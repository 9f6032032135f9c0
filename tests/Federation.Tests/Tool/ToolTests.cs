using IbmPlatform.GraphQL.Tool.Commands;
using IbmPlatform.Testing;

namespace IbmPlatform.Federation.Tests.Tool;

/// <summary>What the command line <c>ibm-graphql</c> says of files.</summary>
public sealed class ToolTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ibm-graphql").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Files_without_a_fault_pass()
    {
        var schema = Write("schema.graphql", "type Query { a: Int b(x: Int): Int }");
        Assert.Equal((0, "", ""), await RunAsync("validate", "--schema", schema, "--queries", Write("q.graphql", "{ a }"), Write("q.js", "export const e = [{ query: `{ b(x: 1) }` }];")));
    }

    [Fact]
    public async Task A_syntax_error_is_told_with_its_place_in_every_file()
    {
        var (one, two) = (Write("one.graphql", "type Query {\n  a: Int\n  b Int\n}"), Write("two.graphql", "type A {"));
        var (code, output, _) = await RunAsync("validate", "--schema", one, two);
        Assert.Equal(1, code);
        Assert.Collection(
            Lines(output),
            line => Assert.StartsWith($"{one}(3,5): error GQL0001: Syntax error: ", line, StringComparison.Ordinal),
            line => Assert.StartsWith($"{two}(1,9): error GQL0001: Syntax error: ", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_fault_of_the_schema_is_told_in_the_file_where_it_stands()
    {
        var (one, two) = (Write("one.graphql", "type Query {\r\n  a: A\r\n}\r\n"), Write("two.graphql", "\ntype A {\n  b: Missing\n}"));
        var (code, output, _) = await RunAsync("validate", "--schema", one, two);
        Assert.Equal(1, code);
        Assert.StartsWith($"{two}(3,6): error GQL0002: ", Assert.Single(Lines(output)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_subgraphs_links_are_known_and_its_cost_directives_checked()
    {
        var file = Write("subgraph.graphql", """
            extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@listSize"])
            type Query { things: Thing @listSize(assumedSize: 3) }
            type Thing @key(fields: "id") { id: ID! }
            """);
        var (code, output, _) = await RunAsync("validate", "--schema", file);
        Assert.Equal((1, $"{file}(2,28): error GQL0003: Query.things is no list; name the fields of Thing that are, in sizedFields."), (code, Assert.Single(Lines(output))));
    }

    [Fact]
    public async Task A_fault_of_a_query_is_told_where_it_stands_in_documents_and_in_scripts()
    {
        var schema = Write("schema.graphql", "type Query { a: Int }");
        var (document, script) = (Write("q.graphql", "# A comment.\n{\n  nothing\n}"), Write("q.js", "// Éxamples\nconst e = [\n  { query: `{ a }` },\n  { query: `query {\n  other }` },\n];"));
        var (code, output, _) = await RunAsync("validate", "--schema", schema, "--queries", document, script);
        Assert.Equal(1, code);
        Assert.Collection(
            Lines(output),
            line => Assert.StartsWith($"{document}(3,3): error GQL0004: There is no field \"nothing\"", line, StringComparison.Ordinal),
            line => Assert.StartsWith($"{script}(5,3): error GQL0004: There is no field \"other\"", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_told()
    {
        var missing = Path.Combine(_folder, "none.graphql");
        var (code, output, _) = await RunAsync("validate", "--schema", missing);
        Assert.Equal(1, code);
        Assert.StartsWith($"{missing}(1,1): error GQL0005: the file can't be read: ", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_platforms_own_files_pass()
    {
        var supergraph = RepositoryRoot.Combine("gateway", "supergraph.graphql");
        var queries = Directory.GetFiles(RepositoryRoot.Combine("tests", "EndToEnd.Tests", "Queries"), "*.graphql");
        var examples = RepositoryRoot.Combine("gateway", "IbmPlatform.Gateway", "GraphiQL", "src", "examples.js");
        Assert.Equal((0, "", ""), await RunAsync(["validate", "--schema", supergraph, "--queries", examples, .. queries]));
    }

    [Fact]
    public async Task Changes_are_told_the_worst_first_and_fail_where_one_breaks_clients()
    {
        var (old, now) = (Write("old.graphql", "type Query { a: Int b: Colour } enum Colour { RED }"), Write("new.graphql", "type Query { b: Colour c: Int } enum Colour { RED BLUE }"));
        var (code, output, _) = await RunAsync("diff", old, now);
        Assert.Equal(1, code);
        var lines = Lines(output);
        Assert.Equal(["breaking", "dangerous", "safe", "1"], lines.Select(line => line.Split(' ')[0]));
        Assert.Equal("1 breaking, 1 dangerous, 1 safe", lines[^1]);
        Assert.Equal(0, (await RunAsync("diff", old, old)).Code);
    }

    [Fact]
    public async Task A_schema_is_printed_in_one_piece()
    {
        var (code, output, _) = await RunAsync("print", Write("one.graphql", "type Query { a: Int }"), Write("two.graphql", "extend type Query { b: Int }"));
        Assert.Equal((0, "type Query {\n  a: Int\n  b: Int\n}\n"), (code, output));
    }

    [Fact]
    public async Task An_introspection_result_becomes_SDL()
    {
        var file = Write("answer.json", """
            { "data": { "__schema": { "queryType": { "name": "Query" }, "directives": [], "types": [
              { "kind": "OBJECT", "name": "Query", "interfaces": [], "fields": [{ "name": "a", "args": [], "type": { "kind": "SCALAR", "name": "Int" } }] }
            ] } } }
            """);
        Assert.Equal((0, "type Query {\n  a: Int\n}\n", ""), await RunAsync("introspect", file));
        var bad = Write("bad.json", "{}");
        var (code, _, errors) = await RunAsync("introspect", bad);
        Assert.Equal((1, $"{bad}(1,1): error GQL0007: __schema: expected an object, not nothing.\n"), (code, errors));
    }

    [Theory]
    [InlineData]
    [InlineData("validate")]
    [InlineData("validate", "--what")]
    [InlineData("diff", "one")]
    public async Task Wrong_arguments_are_answered_by_the_usage(params string[] args)
    {
        var (code, _, errors) = await RunAsync(args);
        Assert.Equal(2, code);
        Assert.Contains(CommandLine.Usage, errors, StringComparison.Ordinal);
    }

    private static async Task<(int Code, string Output, string Errors)> RunAsync(params string[] args)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var errors = new StringWriter { NewLine = "\n" };
        var code = await CommandLine.RunAsync(args, output, errors);
        return (code, output.ToString(), errors.ToString());
    }

    private static string[] Lines(string output) => output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private string Write(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return path;
    }
}
