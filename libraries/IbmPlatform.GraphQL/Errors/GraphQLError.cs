using System.Text;

namespace IbmPlatform.GraphQL.Errors;

/// <summary>One entry of a response's <c>errors</c> list (specification, section 7.1.6).</summary>
/// <param name="Message">A sentence for the developer: what is wrong, and where it can be known, the way out.</param>
public sealed record GraphQLError(string Message)
{
    /// <summary>The places in the document that the error is about; empty when it is about none.</summary>
    public IReadOnlyList<SourceLocation> Locations { get; init; } = [];

    /// <summary>Response names and list indexes (<see cref="string"/> or <see cref="int"/>) down to the field; null for a request error.</summary>
    public IReadOnlyList<object>? Path { get; init; }

    /// <summary>Further members for programs, of which <c>code</c> is always one that we give; null when there are none.</summary>
    public IReadOnlyDictionary<string, object?>? Extensions { get; init; }

    /// <summary><c>extensions.code</c>, null when absent.</summary>
    public string? Code => Extensions is not null && Extensions.TryGetValue("code", out var code) ? code as string : null;

    /// <summary>An error with a code and nothing else in its extensions.</summary>
    public static GraphQLError WithCode(string message, string code, params IReadOnlyList<SourceLocation> locations) =>
        new(message) { Locations = locations, Extensions = new Dictionary<string, object?> { ["code"] = code } };

    /// <summary>The message followed by its places, for logs and exception messages.</summary>
    public override string ToString()
    {
        if (Locations.Count == 0) return Message;
        var text = new StringBuilder(Message).Append(" (at ");
        // A schema made of several texts says in which one the fault is.
        if (Extensions is not null && Extensions.TryGetValue("source", out var source)) text.Append(source).Append(' ');
        return text.AppendJoin(", ", Locations).Append(')').ToString();
    }
}
