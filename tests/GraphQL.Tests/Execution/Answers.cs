using System.Buffers;
using System.Text;
using System.Text.Json;
using IbmPlatform.GraphQL.Execution;

namespace IbmPlatform.GraphQL.Tests.Execution;

/// <summary>Executes a request and gives the answer as text; the trace id is always <c>t</c>.</summary>
internal static class Answers
{
    public static ExecutableSchema Schema(string sdl, Action<SchemaBinder> bind) => ExecutableSchema.Bind([sdl], bind);

    public static Task<string> AskAsync(this ExecutableSchema schema, string query, string? variables = null, string? operationName = null) =>
        new GraphQLExecutor(schema).AskAsync(query, variables, operationName);

    public static async Task<string> AskAsync(
        this GraphQLExecutor executor, string query, string? variables = null, string? operationName = null, RequestContext? context = null)
    {
        var output = new ArrayBufferWriter<byte>();
        var request = new GraphQLRequest
        {
            Query = query,
            OperationName = operationName,
            VariablesUtf8 = variables is null ? default : Encoding.UTF8.GetBytes(variables),
        };
        await executor.ExecuteAsync(request, context ?? new RequestContext { TraceId = "t" }, output, TestContext.Current.CancellationToken);
        var text = Encoding.UTF8.GetString(output.WrittenSpan);
        // Every answer is JSON, whatever it says.
        using var parsed = JsonDocument.Parse(text);
        return text;
    }

    /// <summary>The messages of an answer's errors.</summary>
    public static IReadOnlyList<string> Messages(string answer)
    {
        using var parsed = JsonDocument.Parse(answer);
        return parsed.RootElement.TryGetProperty("errors", out var errors)
            ? [.. errors.EnumerateArray().Select(e => e.GetProperty("message").GetString()!)]
            : [];
    }

    /// <summary>The paths of an answer's errors, written <c>a.b[0]</c>.</summary>
    public static IReadOnlyList<string> Paths(string answer)
    {
        using var parsed = JsonDocument.Parse(answer);
        return parsed.RootElement.TryGetProperty("errors", out var errors)
            ? [.. errors.EnumerateArray().Select(e => string.Concat(e.GetProperty("path").EnumerateArray()
                .Select(s => s.ValueKind == JsonValueKind.Number ? $"[{s}]" : "." + s.GetString())).TrimStart('.'))]
            : [];
    }

    /// <summary>The <c>data</c> of an answer as text.</summary>
    public static string Data(string answer)
    {
        using var parsed = JsonDocument.Parse(answer);
        return parsed.RootElement.GetProperty("data").GetRawText();
    }
}
