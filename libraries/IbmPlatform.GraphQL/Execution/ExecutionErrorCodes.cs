namespace IbmPlatform.GraphQL.Execution;

/// <summary>The values of <c>extensions.code</c> that execution gives, besides those that resolvers choose.</summary>
public static class ExecutionErrorCodes
{
    /// <summary>A variable or argument is not of its type.</summary>
    public const string BadUserInput = "BAD_USER_INPUT";

    /// <summary>The operation name is unknown, or missing where the document has several operations.</summary>
    public const string OperationNotFound = "OPERATION_NOT_FOUND";

    /// <summary>The operation exceeds a limit of <see cref="ExecutorOptions"/>.</summary>
    public const string LimitExceeded = Errors.ErrorCodes.LimitExceeded;

    /// <summary>The request asks for what this executor cannot do, or cannot do over this transport.</summary>
    public const string NotSupported = "NOT_SUPPORTED";

    /// <summary>A mutation came by a request that allows queries only.</summary>
    public const string MutationNotAllowed = "MUTATION_NOT_ALLOWED";

    /// <summary>A resolver failed; the cause is in the log under the error's trace id.</summary>
    public const string InternalError = "INTERNAL_SERVER_ERROR";

    /// <summary>A field that cannot be null has no value.</summary>
    public const string UnexpectedNull = "UNEXPECTED_NULL";

    /// <summary>The operation ran longer than <see cref="ExecutorOptions.Timeout"/>.</summary>
    public const string Timeout = "TIMEOUT";
}
