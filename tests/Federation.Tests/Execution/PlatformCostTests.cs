using System.Globalization;
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
        Assert.InRange(estimate.FieldCost, 1, CostOptions.DefaultMaxCost / 2);
    }

    [Theory]
    [InlineData("an analysis", 300, "analytics(by: [COUNTRY, DONOR, YEAR], where: { id: { nin: [\"project/#\"] } }) { rows(first: 1) { nodes { projectCount } } }")]
    [InlineData("overlaps", 300, "overlaps(where: { id: { nin: [\"project/#\"] } }) { nodes { score } }")]
    [InlineData("a search", 200, "search(query: \"#\") { totalCount }")]
    [InlineData("a change", 500, "upsertProject(input: { lookup: { slug: \"#\" }, patch: {} }) { userErrors { code } }", "mutation ")]
    public void What_is_dear_to_compute_is_refused_under_many_names(string what, int times, string field, string kind = "")
    {
        var aliases = string.Join(' ', Enumerable.Range(0, times).Select(i => $"a{i}: {field.Replace("#", i.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)}"));
        var (estimate, refusals) = Estimate($"{kind}{{ {aliases} }}");
        Assert.True(refusals.Contains("MaxFieldCost"), $"{what}: {estimate}");
    }

    [Fact]
    public void Countries_of_regions_of_countries_of_regions_are_refused()
    {
        var (_, refusals) = Estimate("{ regions { countries { regions { countries { regions { countries { id } } } } } } }");
        Assert.Contains("MaxTypeCost", refusals);
    }

    [Fact]
    public void Pages_of_a_hundred_in_pages_of_a_hundred_in_pages_of_a_hundred_are_refused()
    {
        var (_, refusals) = Estimate("""
            { countries(first: 100) { nodes { projects(first: 100) { nodes { participations(first: 100) { nodes { organisation { id } } } } } } } }
            """);
        Assert.Equal(["MaxTypeCost", "MaxFieldCost"], refusals);
    }

    [Fact]
    public void Tools_may_ask_for_all_of_the_schema_and_nobody_for_all_of_it_under_many_names()
    {
        const string Type = "type { kind name ofType { kind name ofType { kind name ofType { kind name } } } }";
        const string All = $$"""
            fragment All on __Schema {
              types {
                kind name description fields(includeDeprecated: true) { name description args { name {{Type}} } {{Type}} }
                inputFields { name {{Type}} } interfaces { name } enumValues { name } possibleTypes { name }
              }
              directives { name args { name {{Type}} } }
            }
            """;
        var (estimate, refusals) = Estimate("{ __schema { ...All } } " + All);
        Assert.Empty(refusals);
        Assert.InRange(estimate.TypeCost, 1, CostOptions.DefaultMaxCost / 10);
        Assert.Equal(["MaxTypeCost"], Estimate("{ " + string.Concat(Enumerable.Range(0, 200).Select(i => $"a{i}: __schema {{ ...All }} ")) + " } " + All).Refusals);
        var below = string.Concat(Enumerable.Range(0, 245).Select(i => $"a{i}: type {{ ...F ofType {{ ...F }} }} "));
        const string F = "fragment F on __Type { fields { name description args { name description defaultValue } type { name } } }";
        Assert.Equal(["MaxTypeCost"], Estimate("{ __schema { types { fields { " + below + " } } } } " + F).Refusals);
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
