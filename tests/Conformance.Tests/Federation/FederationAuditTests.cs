using System.Buffers;
using System.Text.Json.Nodes;
using IbmPlatform.Federation.Execution;
using IbmPlatform.Federation.Supergraphs;
using IbmPlatform.GraphQL.Execution;

namespace IbmPlatform.Conformance.Tests.Federation;

/// <summary>The public federation audit, its subgraphs served from our own data: what passed must go on passing.</summary>
public sealed class FederationAuditTests
{
    public static TheoryData<string> Suites => [.. SuitesWithData];

    [Theory]
    [MemberData(nameof(Suites))]
    public async Task Every_case_of_the_suite_gets_the_answer_that_the_audit_expects(string name)
    {
        var suite = AuditSuite.Load(name);
        var executor = new FederatedExecutor(Supergraph.Parse(suite.Supergraph), new FixtureClient(suite));
        foreach (var test in suite.Cases)
        {
            var answer = await AnswerAsync(executor, test.Query);
            Assert.True(test.Accepts(answer), $"{test.Query}\nexpected {test.Expected.ToJsonString()}\ngot      {answer.ToJsonString()}");
        }
    }

    [Fact]
    public void All_199_cases_of_the_audit_are_covered() => Assert.Equal(199, SuitesWithData.Sum(name => AuditSuite.Load(name).Cases.Count));

    private static string[] SuitesWithData { get; } =
    [
        "abstract-types",
        "child-type-mismatch",
        "circular-reference-interface",
        "complex-entity-call",
        "corrupted-supergraph-node-id",
        "enum-intersection",
        "fed1-external-extends",
        "fed1-external-extends-resolvable",
        "fed1-external-extension",
        "fed2-external-extends",
        "fed2-external-extension",
        "include-skip",
        "input-object-intersection",
        "interface-object-indirect-extension",
        "interface-object-with-requires",
        "keys-mashup",
        "mutations",
        "mysterious-external",
        "nested-provides",
        "node",
        "non-resolvable-interface-object",
        "null-keys",
        "override-type-interface",
        "override-with-requires",
        "parent-entity-call",
        "parent-entity-call-complex",
        "partial-union",
        "partial-union-complex",
        "provides-on-interface",
        "provides-on-union",
        "requires-circular",
        "requires-interface",
        "requires-requires",
        "requires-with-argument",
        "requires-with-argument-conflict",
        "requires-with-fragments",
        "shared-root",
        "simple-entity-call",
        "simple-inaccessible",
        "simple-interface-object",
        "simple-override",
        "simple-requires-provides",
        "typename",
        "unavailable-override",
        "union-interface-distributed",
        "union-intersection",
    ];

    private static async Task<JsonNode> AnswerAsync(FederatedExecutor executor, string query)
    {
        var output = new ArrayBufferWriter<byte>();
        await executor.HandleAsync(new GraphQLRequest { Query = query }, new RequestContext(), output, TestContext.Current.CancellationToken);
        return JsonNode.Parse(output.WrittenSpan)!;
    }
}
