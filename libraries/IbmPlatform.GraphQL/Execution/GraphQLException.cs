namespace IbmPlatform.GraphQL.Execution;

/// <summary>An error whose message is meant for the client: what, where, what was expected, the way out.</summary>
public sealed class GraphQLException : Exception
{
    /// <summary>Creates an error with a code of the documented list.</summary>
    public GraphQLException(string message, string code, IReadOnlyDictionary<string, object?>? extensions = null, Exception? innerException = null)
        : base(message, innerException)
    {
        Code = code;
        Extensions = extensions;
    }

    /// <summary>What <c>extensions.code</c> says.</summary>
    public string Code { get; }

    /// <summary>Further entries of <c>extensions</c> (strings, numbers, booleans, lists and dictionaries of them); null for none.</summary>
    public IReadOnlyDictionary<string, object?>? Extensions { get; }
}
