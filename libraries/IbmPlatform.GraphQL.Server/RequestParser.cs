using System.Text;
using System.Text.Json;
using IbmPlatform.GraphQL.Execution;
using Microsoft.AspNetCore.Http;

namespace IbmPlatform.GraphQL.Server;

/// <summary>What a body holds.</summary>
internal readonly record struct RequestBody(IReadOnlyList<RequestParameters> Requests, bool IsBatch);

/// <summary>Reads the request parameters of a JSON body or of a URL.</summary>
internal static class RequestParser
{
    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    public static RequestBody ParseBody(ReadOnlyMemory<byte> body, GraphQLHttpOptions options) => ParseBody(body, options.MaxBatchSize, options.MaxJsonDepth, options.MaxVariableSets);

    public static RequestBody ParseBody(ReadOnlyMemory<byte> body, int maxBatchSize, int maxDepth, int maxVariableSets = 0)
    {
        if (body.Span.StartsWith(ByteOrderMark)) body = body[ByteOrderMark.Length..];
        try
        {
            return Read(body, maxBatchSize, maxDepth, maxVariableSets);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: a string that is not valid UTF-8 or holds half a surrogate pair.
            throw Refusal("body", body.Span, maxDepth, e);
        }
    }

    public static RequestParameters ParseUrl(IQueryCollection query, int maxDepth)
    {
        var extensions = Json(query, "extensions", maxDepth);
        return Checked(new RequestParameters
        {
            Query = Parameter(query, "query") is { Length: > 0 } text ? text : null,
            DocumentHash = PersistedDocuments.HashIn(Parameter(query, "documentId"), extensions),
            OperationName = Parameter(query, "operationName") is { Length: > 0 } name ? name : null,
            Variables = Json(query, "variables", maxDepth),
            Extensions = extensions,
            QueriesOnly = true,
        });
    }

    private static RequestBody Read(ReadOnlyMemory<byte> body, int maxBatchSize, int maxDepth, int maxVariableSets)
    {
        var json = new Utf8JsonReader(body.Span, new JsonReaderOptions { MaxDepth = maxDepth });
        json.Read();
        RequestBody result;
        if (json.TokenType == JsonTokenType.StartArray)
        {
            if (maxBatchSize <= 1) throw HttpRefusal.BatchingOff;
            var requests = new List<RequestParameters>();
            while (json.Read() && json.TokenType != JsonTokenType.EndArray)
            {
                if (requests.Count >= maxBatchSize) throw HttpRefusal.BatchTooLarge(requests.Count + 1, maxBatchSize);
                requests.Add(ReadObject(ref json, body, 0, out _));
            }

            if (requests.Count == 0) throw HttpRefusal.BadRequest("The body is an empty list; it must hold a request.");
            result = new RequestBody(requests, IsBatch: true);
        }
        else
        {
            var request = ReadObject(ref json, body, maxVariableSets, out var sets);
            result = sets is null ? new RequestBody([request], IsBatch: false) : new RequestBody([.. sets.Select(set => request with { VariablesUtf8 = set })], IsBatch: true);
        }

        // Reads to the end: whatever follows is an error.
        while (json.Read()) { }

        return result;
    }

    private static RequestParameters ReadObject(
        ref Utf8JsonReader json, ReadOnlyMemory<byte> body, int maxVariableSets, out List<ReadOnlyMemory<byte>>? variableSets)
    {
        variableSets = null;
        if (json.TokenType != JsonTokenType.StartObject) throw HttpRefusal.BadRequest("The body must be a JSON object with a \"query\".");
        string? query = null, operationName = null, documentId = null;
        ReadOnlyMemory<byte> variables = default;
        JsonElement extensions = default;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("query"u8)) query = ReadText(ref json, "query");
            else if (json.ValueTextEquals("documentId"u8)) documentId = ReadText(ref json, "documentId");
            else if (json.ValueTextEquals("operationName"u8)) operationName = ReadText(ref json, "operationName");
            else if (json.ValueTextEquals("variables"u8)) variables = ReadVariables(ref json, body, maxVariableSets, out variableSets);
            else if (json.ValueTextEquals("extensions"u8)) extensions = ReadElement(ref json, "extensions");
            else
            {
                json.Read();
                json.Skip();
            }
        }

        return Checked(new RequestParameters
        {
            Query = string.IsNullOrEmpty(query) ? null : query,
            DocumentHash = PersistedDocuments.HashIn(documentId, extensions),
            OperationName = string.IsNullOrEmpty(operationName) ? null : operationName,
            VariablesUtf8 = variables,
            Extensions = extensions,
        });
    }

    private static RequestParameters Checked(RequestParameters request) => request is { Query: null, DocumentHash: null }
        ? throw HttpRefusal.BadRequest("The parameter \"query\" is missing; it holds the GraphQL document. A document known to the server can be named by \"documentId\".")
        : request;

    private static string? ReadText(ref Utf8JsonReader json, string name)
    {
        json.Read();
        return json.TokenType switch
        {
            JsonTokenType.String => json.GetString(),
            JsonTokenType.Null => null,
            _ => throw HttpRefusal.BadRequest($"The parameter \"{name}\" must be a string."),
        };
    }

    /// <summary>One object, or where it is taken a list of them: the same operation once for each ("variable batching").</summary>
    private static ReadOnlyMemory<byte> ReadVariables(
        ref Utf8JsonReader json, ReadOnlyMemory<byte> body, int maxVariableSets, out List<ReadOnlyMemory<byte>>? sets)
    {
        sets = null;
        json.Read();
        if (json.TokenType != JsonTokenType.StartArray || maxVariableSets == 0) return StandsAtObject(json, "variables") ? ReadRaw(ref json, body) : default;
        sets = [];
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            if (sets.Count >= maxVariableSets) throw HttpRefusal.TooManyVariableSets(sets.Count + 1, maxVariableSets);
            if (json.TokenType != JsonTokenType.StartObject) throw HttpRefusal.BadRequest("Each of the list \"variables\" must be a JSON object.");
            sets.Add(ReadRaw(ref json, body));
        }

        return sets.Count > 0 ? default : throw HttpRefusal.BadRequest("The list \"variables\" is empty; it must hold an object for each time that the operation is to run.");
    }

    private static ReadOnlyMemory<byte> ReadRaw(ref Utf8JsonReader json, ReadOnlyMemory<byte> body)
    {
        var start = (int)json.TokenStartIndex;
        json.Skip();
        return body[start..(int)json.BytesConsumed];
    }

    private static JsonElement ReadElement(ref Utf8JsonReader json, string name) =>
        ReadsObject(ref json, name) ? JsonElement.ParseValue(ref json) : default;

    private static bool ReadsObject(ref Utf8JsonReader json, string name)
    {
        json.Read();
        return StandsAtObject(json, name);
    }

    private static bool StandsAtObject(in Utf8JsonReader json, string name)
    {
        return json.TokenType switch
        {
            JsonTokenType.StartObject => true,
            JsonTokenType.Null => false,
            _ => throw HttpRefusal.BadRequest($"The parameter \"{name}\" must be a JSON object."),
        };
    }

    private static string? Parameter(IQueryCollection query, string name)
    {
        var values = query[name];
        if (values.Count > 1) throw HttpRefusal.BadRequest($"The parameter \"{name}\" is given {values.Count} times; give it once.");
        return values.Count == 0 ? null : values[0];
    }

    private static JsonElement Json(IQueryCollection query, string name, int maxDepth)
    {
        var text = Parameter(query, name);
        if (string.IsNullOrEmpty(text)) return default;
        try
        {
            using var document = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = maxDepth });
            return document.RootElement.ValueKind switch
            {
                JsonValueKind.Object => document.RootElement.Clone(),
                JsonValueKind.Null => default,
                _ => throw HttpRefusal.BadRequest($"The parameter \"{name}\" must be a JSON object."),
            };
        }
        catch (JsonException e)
        {
            throw Refusal($"parameter \"{name}\"", Encoding.UTF8.GetBytes(text), maxDepth, e);
        }
    }
    private static HttpRefusal Refusal(string what, ReadOnlySpan<byte> json, int maxDepth, Exception fault) =>
        JsonNesting.Exceeds(json, maxDepth)
            ? HttpRefusal.JsonTooDeep(maxDepth)
            : HttpRefusal.BadRequest($"The {what} is no valid JSON: {fault.Message}", "INVALID_JSON");
}
