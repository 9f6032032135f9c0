namespace IbmPlatform.GraphQL.Errors;

/// <summary>The values of <c>extensions.code</c> that the language and validation layers give.</summary>
public static class ErrorCodes
{
    /// <summary>The document is not GraphQL, or exceeds a limit of the parser.</summary>
    public const string ParseFailed = "GRAPHQL_PARSE_FAILED";

    /// <summary>The document is GraphQL, but not valid against the schema.</summary>
    public const string ValidationFailed = "GRAPHQL_VALIDATION_FAILED";

    /// <summary>The schema itself breaks a rule of the specification's section 3.</summary>
    public const string InvalidSchema = "INVALID_SCHEMA";

    /// <summary>The operation exceeds a limit of <see cref="Validation.OperationLimits"/>, or of who executes it.</summary>
    public const string LimitExceeded = "LIMIT_EXCEEDED";
}
