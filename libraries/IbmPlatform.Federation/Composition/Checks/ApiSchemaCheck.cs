using IbmPlatform.Federation.Supergraphs;
using IbmPlatform.GraphQL.Costs;
using IbmPlatform.GraphQL.Language;
using IbmPlatform.GraphQL.Types;

namespace IbmPlatform.Federation.Composition.Checks;

/// <summary>The public schema must keep all rules of the GraphQL specification, section 3; what subgraphs did wrong alike shows here.</summary>
internal static class ApiSchemaCheck
{
    public static void Run(string supergraphSdl, CompositionReport report)
    {
        try
        {
            var schema = Schema.FromDocument(ApiDocument.Of(Parser.ParseDocument(supergraphSdl, ParserOptions.Trusted)), validate: true);
            foreach (var error in CostFaults.Of(schema)) report.Error(ErrorCodes.InvalidGraphQL, error.Message);
        }
        catch (SchemaException fault)
        {
            foreach (var error in fault.Errors) report.Error(ErrorCodes.InvalidGraphQL, $"The merged schema is not valid GraphQL: {error.Message}");
        }
    }
}
