using System.Text.Json.Nodes;
using IbmPlatform.GraphQL.Language;
using IbmPlatform.GraphQL.Types;
using IbmPlatform.GraphQL.Validation;

namespace IbmPlatform.Conformance.Tests.Federation;

/// <summary>
/// Runs one subgraph of a suite over the suite's fixture: queries are validated against its own SDL, and a field that is external
/// there is known only where the gateway sent it or the path provides it.
/// </summary>
internal sealed class FixtureSubgraph(string suite, string name, string sdl, Fixture fixture)
{
    private readonly Schema _schema = SubgraphSchema.Of(sdl);

    public JsonObject Execute(string query, JsonObject variables)
    {
        var document = Parser.ParseDocument(query);
        var faults = DocumentValidator.Validate(_schema, document);
        if (faults.Count > 0) return new JsonObject { ["errors"] = new JsonArray([.. faults.Select(fault => new JsonObject { ["message"] = fault.ToString() })]) };
        var operation = document.Definitions.OfType<OperationDefinitionNode>().Single();
        return new FixtureExecution(suite, name, _schema, fixture, operation, variables).Run();
    }
}
