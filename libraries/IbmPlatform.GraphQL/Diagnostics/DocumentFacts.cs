using System.Security.Cryptography;
using System.Text;
using IbmPlatform.GraphQL.Errors;
using IbmPlatform.GraphQL.Language;
using IbmPlatform.GraphQL.Validation;

namespace IbmPlatform.GraphQL.Diagnostics;

/// <summary>What diagnostics tell of a document, found out from its text only when somebody wants to know.</summary>
internal static class DocumentFacts
{
    public static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    /// <summary>The fields of an operation, fragments expanded; 0 where there is no such operation.</summary>
    public static long CountFields(string text, string? operationName)
    {
        DocumentNode document;
        try
        {
            document = Parser.ParseDocument(text, new ParserOptions());
        }
        catch (GraphQLException)
        {
            // The answer has told what is wrong with it.
            return 0;
        }

        var operation = document.Definitions.OfType<OperationDefinitionNode>().FirstOrDefault(o => operationName is null || o.Name == operationName);
        return operation is null ? 0 : new OperationMeasure(document).Of(operation).Fields;
    }
}
