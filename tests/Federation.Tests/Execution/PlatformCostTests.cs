using System.Text.Json;
using IbmPlatform.Federation.Supergraphs;
using IbmPlatform.GraphQL.Costs;
using IbmPlatform.GraphQL.Language;
using IbmPlatform.Testing;

namespace IbmPlatform.Federation.Tests.Execution;

/// <summary>The limits of cost as the public API has them: what the platform's own questions need, and what they stop.</summary>
public class PlatformCostTests
{
    private static readonly Lazy<Supergraph> Platform = new(() => Supergraph.Parse(File.ReadAllText(RepositoryRoot.Combine("gateway", "supergraph.graphql"))));

    public static TheoryData<string> Queries => [.. Directory.GetFiles(RepositoryRoot.Combine("tests", "EndToEnd.Tests", "Queries"), "*.graphql").Select(file => Path.GetFileName(file)!)];

    [Theory]
    [MemberData(nameof(Queries))]
    public void A_recorded_question_stays_far_below_the_limits(string file)
    {
        var (estimate, refusals) = Estimate(File.ReadAllText(RepositoryRoot.Combine("tests", "EndToEnd.Tests", "Queries", file)));
        Assert.Empty(refusals);
        Assert.InRange(estimate.TypeCost, 1, CostOptions.DefaultMaxCost / 2);
    }

    [Fact]
    public void Pages_of_a_hundred_in_pages_of_a_hundred_in_pages_of_a_hundred_are_refused()
    {
        var (_, refusals) = Estimate("""
            { countries(first: 100) { nodes { projects(first: 100) { nodes { participations(first: 100) { nodes { organisation { id } } } } } } } }
            """);
        Assert.Equal(["MaxTypeCost", "MaxFieldCost"], refusals);
    }

    private static (CostEstimate Estimate, IReadOnlyList<object?> Refusals) Estimate(string query)
    {
        var document = Parser.ParseDocument(query);
        var operation = document.Definitions.OfType<OperationDefinitionNode>().First();
        using var none = JsonDocument.Parse("{}");
        var estimate = new CostModel(Platform.Value.ApiSchema, new CostOptions()).Estimate(
            operation, document.Definitions.OfType<FragmentDefinitionNode>().ToDictionary(f => f.Name), none.RootElement, out var refusals, out _);
        return (estimate, [.. refusals.Select(refusal => refusal.Extensions!["limit"])]);
    }
}
