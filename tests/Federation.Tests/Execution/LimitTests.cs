using IbmPlatform.Federation.Execution;
using IbmPlatform.GraphQL.Validation;

namespace IbmPlatform.Federation.Tests.Execution;

/// <summary>The gateway refuses what asks for too much before it plans, and before any subgraph hears of it.</summary>
public sealed class LimitTests
{
    private const string Chain = """
        type Query @join__type(graph: ONE) { node: Node }
        type Node @join__type(graph: ONE) { id: ID! next: Node }
        """;

    private static readonly FederatedExecutorOptions Small = new()
    {
        Limits = new OperationLimits { MaxDepth = 3, MaxFields = 6, MaxAliases = 2, MaxDirectives = 1, MaxVariables = 1 },
    };

    [Theory]
    [InlineData("{ node { next { next { id } } } }", "MaxDepth", 4, 3)]
    [InlineData("{ node { ...A ...A ...A } } fragment A on Node { ...B ...B } fragment B on Node { id }", "MaxFields", 7, 6)]
    [InlineData("{ a: node { id } b: node { id } c: node { id } }", "MaxAliases", 3, 2)]
    [InlineData("{ node @skip(if: false) { id @skip(if: false) } }", "MaxDirectives", 2, 1)]
    [InlineData("query($a: Boolean!, $b: Boolean!) { node @skip(if: $a) { id } __typename @skip(if: $b) }", "MaxVariables", 2, 1)]
    public async Task A_refusal_names_limit_value_and_maximum_and_no_subgraph_is_asked(string query, string limit, int value, int maximum)
    {
        var subgraphs = new RecipeSubgraphs("one", Chain);
        var error = (await subgraphs.AskAsync(query, options: Small))["errors"]![0]!;
        Assert.Contains($"has {value} ", error["message"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Contains($"the limit ({limit}) is {maximum}.", error["message"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal("LIMIT_EXCEEDED", error["extensions"]!["code"]!.GetValue<string>());
        Assert.Empty(subgraphs.Sent);
    }

    [Theory]
    [InlineData("MaxFields", "{ node { ...F0 } } fragment F60 on Node { id }")]
    [InlineData("MaxIntrospectionDepth", "{ __schema { types { fields { type { fields { type { fields { name } } } } } } } }")]
    public async Task A_bomb_is_refused_by_default(string limit, string query)
    {
        var bomb = limit == "MaxFields" ? query + string.Concat(Enumerable.Range(0, 60).Select(i => $" fragment F{i} on Node {{ ...F{i + 1} ...F{i + 1} }}")) : query;
        var subgraphs = new RecipeSubgraphs("one", Chain);
        Assert.Contains($"({limit})", (await subgraphs.AskAsync(bomb)).ToJsonString(), StringComparison.Ordinal);
        Assert.Empty(subgraphs.Sent);
    }

    [Fact]
    public async Task What_keeps_to_the_limits_is_answered()
    {
        var subgraphs = new RecipeSubgraphs("one", Chain).Answer("one", """{"data":{"node":{"next":{"id":"n"}}}}""");
        Assert.Equal("""{"data":{"node":{"next":{"id":"n"}}}}""", (await subgraphs.AskAsync("{ node { next { id } } }", options: Small)).ToJsonString());
    }
}
