namespace IbmPlatform.Gateway.Pages;

/// <summary>
/// Lets pages of other origins read this public API (the CORS protocol of the Fetch standard), always without credentials: neither
/// cookies nor an Authorization header go with such a request, so that a page acts for nobody. What a web form can send stays refused.
/// </summary>
internal static class CrossOrigin
{
    private const string AllowedMethods = "GET, POST, PUT, DELETE";
    private const string AllowedHeaders = "content-type, accept, accept-language, if-none-match, graphql-require-preflight, apollo-require-preflight, traceparent, x-graphql-event-stream-token";
    private const string ExposedHeaders = "etag, retry-after, traceresponse";

    /// <summary>A day: what browsers keep at most.</summary>
    private const string PreflightSeconds = "86400";

    /// <summary>Answers preflights, and marks answers as readable.</summary>
    public static IEndpointConventionBuilder ReadableFromOtherOrigins(this IEndpointConventionBuilder endpoint)
    {
        endpoint.Add(builder =>
        {
            var next = builder.RequestDelegate!;
            builder.RequestDelegate = http => ServeAsync(http, next);
        });
        return endpoint;
    }

    private static Task ServeAsync(HttpContext http, RequestDelegate next)
    {
        var (request, headers) = (http.Request, http.Response.Headers);
        if (request.Headers.Origin.Count == 0) return next(http);
        headers.AccessControlAllowOrigin = "*";
        headers.AccessControlExposeHeaders = ExposedHeaders;
        if (!HttpMethods.IsOptions(request.Method) || request.Headers.AccessControlRequestMethod.Count == 0) return next(http);
        headers.AccessControlAllowMethods = AllowedMethods;
        headers.AccessControlAllowHeaders = AllowedHeaders;
        headers.AccessControlMaxAge = PreflightSeconds;
        http.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }
}
