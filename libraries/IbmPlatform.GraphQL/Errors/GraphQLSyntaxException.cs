using IbmPlatform.GraphQL.Language;

namespace IbmPlatform.GraphQL.Errors;

/// <summary>The text is not a GraphQL document, or exceeds a limit of <see cref="ParserOptions"/>.</summary>
/// <param name="problem">What was met and what was expected.</param>
/// <param name="location">Where reading stopped.</param>
public sealed class GraphQLSyntaxException(string problem, Location location)
    : GraphQLException(GraphQLError.WithCode($"Syntax error: {problem}", ErrorCodes.ParseFailed, location.ToSourceLocation()))
{
    /// <summary>Where reading stopped.</summary>
    public Location Location { get; } = location;

    /// <summary>The line where reading stopped, from 1.</summary>
    public int Line => Location.Line;

    /// <summary>The column where reading stopped, from 1.</summary>
    public int Column => Location.Column;
}
