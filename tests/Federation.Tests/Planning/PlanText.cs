using IbmPlatform.Federation.Planning;
using IbmPlatform.Federation.Supergraphs;
using IbmPlatform.Federation.Tests.Supergraphs;
using IbmPlatform.GraphQL.Language;
using IbmPlatform.GraphQL.Validation;

namespace IbmPlatform.Federation.Tests.Planning;

/// <summary>Fixture and query to plan text.</summary>
internal static class PlanText
{
    public static string Of(string subgraphs, string types, string query, params string[] trueVariables)
    {
        var supergraph = Supergraph.Parse(SupergraphText.With(subgraphs, types));
        var document = Parser.ParseDocument(query);
        Assert.Empty(DocumentValidator.Validate(supergraph.ApiSchema, document));
        var operation = document.Definitions.OfType<OperationDefinitionNode>().Single();
        return new QueryPlanner(supergraph).Plan(document, operation, trueVariables.ToDictionary(name => name, _ => true)).ToString().TrimEnd();
    }
}
