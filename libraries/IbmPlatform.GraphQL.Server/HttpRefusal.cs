using System.Buffers;
using System.Text.Json;
using IbmPlatform.GraphQL.Diagnostics;
using Microsoft.AspNetCore.Http;

namespace IbmPlatform.GraphQL.Server;

/// <summary>A request that is refused before GraphQL sees it: its status code, and the error that says why and what to do.</summary>
internal sealed class HttpRefusal(int status, string code, string message) : Exception(message)
{
    public int Status => status;

    public string? Allow { get; private init; }

    /// <summary>The codings of a body that would be read (RFC 9110, 12.5.3); null where the body's coding is not at fault.</summary>
    public string? AcceptEncoding { get; private init; }

    /// <summary>When it is worth trying again; null where waiting does not help.</summary>
    public TimeSpan? RetryAfter { get; private init; }

    public static HttpRefusal BadRequest(string message, string code = "BAD_REQUEST") => new(StatusCodes.Status400BadRequest, code, message);

    /// <summary>A well-formed request that can't be executed: its status is that of the answer's media type.</summary>
    public bool IsRequestError { get; private init; }

    /// <summary>The body was refused before its end.</summary>
    public bool LeavesBody { get; private init; }

    /// <summary>The message is the one that Apollo's clients wait for: they send the whole document next.</summary>
    public static HttpRefusal PersistedQueryNotFound(bool trustedOnly) =>
        new(StatusCodes.Status400BadRequest, "PERSISTED_QUERY_NOT_FOUND", trustedOnly ? "No trusted document has this id." : "PersistedQueryNotFound")
        {
            IsRequestError = true,
        };

    public static HttpRefusal NotTrusted(string hash) =>
        new(StatusCodes.Status400BadRequest, "DOCUMENT_NOT_TRUSTED",
            $"Only trusted documents are executed here, and sha256:{hash} is none; have it added to the trusted documents.")
        {
            IsRequestError = true,
        };

    public static HttpRefusal BatchingOff =>
        BadRequest("Batches of requests are not supported; send one JSON object a request.", "BATCHING_NOT_SUPPORTED");

    public static HttpRefusal PersistedQueriesOff =>
        BadRequest("Persisted documents are not supported; send the document in \"query\".", "PERSISTED_QUERY_NOT_SUPPORTED");

    public static HttpRefusal BatchTooLarge(int requests, int maximum) =>
        new(StatusCodes.Status413PayloadTooLarge, "BATCH_TOO_LARGE", $"The batch has {requests} requests or more; the limit (MaxBatchSize) is {maximum}.");

    public static HttpRefusal TooManyVariableSets(int sets, int maximum) =>
        new(StatusCodes.Status413PayloadTooLarge, "BATCH_TOO_LARGE", $"The list \"variables\" has {sets} objects or more; the limit (MaxVariableSets) is {maximum}.");

    /// <summary>Event streams in single connection mode are reserved by PUT, and their operations stopped by DELETE.</summary>
    public static HttpRefusal MethodNotAllowed(string method, bool hasStreams) =>
        new(StatusCodes.Status405MethodNotAllowed, "METHOD_NOT_ALLOWED", $"The method {method} is not allowed; send GET (queries only) or POST.")
        {
            Allow = hasStreams ? "GET, POST, PUT, DELETE" : "GET, POST",
        };

    public static HttpRefusal JsonTooDeep(int maximum) =>
        BadRequest($"The JSON has {maximum + 1} levels of objects and lists or more; the limit (MaxJsonDepth) is {maximum}.", "JSON_TOO_DEEP");

    public static HttpRefusal NotFound(string message) => new(StatusCodes.Status404NotFound, "NOT_FOUND", message);

    public static HttpRefusal Conflict(string message) => new(StatusCodes.Status409Conflict, "CONFLICT", message);

    public static HttpRefusal Forbidden(string message) => new(StatusCodes.Status403Forbidden, "FORBIDDEN", message);

    public static HttpRefusal NotAcceptable(string what) =>
        new(StatusCodes.Status406NotAcceptable, "NOT_ACCEPTABLE", what + " Accept application/graphql-response+json or application/json.");

    public static HttpRefusal UnsupportedMediaType(string? contentType) =>
        new(StatusCodes.Status415UnsupportedMediaType, "UNSUPPORTED_MEDIA_TYPE",
            (string.IsNullOrEmpty(contentType) ? "The request has no Content-Type" : $"The Content-Type \"{contentType}\" is not supported")
            + "; send application/json in UTF-8. Types that a web form can send are refused so that other sites cannot act for a user.");

    public static HttpRefusal UnsupportedEncoding(string encoding) =>
        new(StatusCodes.Status415UnsupportedMediaType, "UNSUPPORTED_CONTENT_ENCODING",
            $"The Content-Encoding \"{encoding}\" is not supported; send the body as it is, uncompressed.")
        {
            LeavesBody = true,
            AcceptEncoding = "identity",
        };

    public static HttpRefusal BodyTooLarge(long bytes, int maximum) =>
        new(StatusCodes.Status413PayloadTooLarge, "BODY_TOO_LARGE", $"The body has {bytes} bytes or more; the limit (MaxBodyBytes) is {maximum}.")
        {
            LeavesBody = true,
        };

    public static HttpRefusal UrlTooLong(int chars, int maximum) =>
        new(StatusCodes.Status414UriTooLong, "URL_TOO_LONG",
            $"The query string has {chars} characters; the limit (MaxUrlQueryChars) is {maximum}. Send the document by POST.");

    public static HttpRefusal InternalError =>
        new(StatusCodes.Status500InternalServerError, "INTERNAL_SERVER_ERROR", "Internal error; the log has the cause under this trace id.");

    /// <summary>One client, or all of them together, ask for more than there is room for.</summary>
    /// <param name="message">Names the limit, the value and the maximum.</param>
    /// <param name="retryAfter">When there may be room again.</param>
    public static HttpRefusal LimitExceeded(string message, TimeSpan retryAfter) =>
        new(StatusCodes.Status429TooManyRequests, "LIMIT_EXCEEDED", message) { RetryAfter = retryAfter };

    public void Write(IBufferWriter<byte> output, string traceId)
    {
        GraphQLDiagnostics.CountError(code);
        using var json = new Utf8JsonWriter(output);
        json.WriteStartObject();
        json.WriteStartArray("errors"u8);
        json.WriteStartObject();
        json.WriteString("message"u8, Message);
        json.WriteStartObject("extensions"u8);
        json.WriteString("code"u8, code);
        json.WriteString("traceId"u8, traceId);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
