namespace IbmPlatform.GraphQL.Errors;

/// <summary>A failure whose message is meant for the client.</summary>
/// <param name="error">What the client is told.</param>
/// <param name="innerException">The cause, for the log only; null when there is none.</param>
public class GraphQLException(GraphQLError error, Exception? innerException = null) : Exception(error.ToString(), innerException)
{
    /// <summary>A failure with a message and a value for <c>extensions.code</c>.</summary>
    public GraphQLException(string message, string code) : this(GraphQLError.WithCode(message, code))
    {
    }

    /// <summary>What the client is told.</summary>
    public GraphQLError Error { get; } = error;
}
