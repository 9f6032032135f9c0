using System.Text.Json;
using IbmPlatform.GraphQL.Errors;

namespace IbmPlatform.Federation.Execution;

/// <summary>The errors of one answer, in the order found.</summary>
internal sealed class ErrorLog(int limit)
{
    private readonly List<GraphQLError> _errors = [];

    public int Count => _errors.Count;

    public IReadOnlyList<GraphQLError> Errors => _errors;

    public void Add(GraphQLError error)
    {
        if (_errors.Count < limit) _errors.Add(error);
    }

    public void Add(string message, string code, IReadOnlyList<object> path, string? subgraph = null)
    {
        var extensions = new Dictionary<string, object?> { ["code"] = code };
        if (subgraph is not null) extensions["service"] = subgraph;
        Add(new GraphQLError(message) { Path = [.. path], Extensions = extensions });
    }

    /// <summary>Whether an error was found at a place or below it.</summary>
    public bool CoversAny(IReadOnlyList<object> path) => _errors.Exists(error => error.Path is { } at && StartsWith(at, path));

    private static bool StartsWith(IReadOnlyList<object> path, IReadOnlyList<object> start)
    {
        if (path.Count < start.Count) return false;
        for (var i = 0; i < start.Count; i++)
        {
            if (!path[i].Equals(start[i])) return false;
        }

        return true;
    }

    public void Write(AnswerBuffer output) => ErrorJson.Write(_errors, output);
}
