namespace IbmPlatform.Gateway.Pages;

/// <summary>Tells a person's browser from a GraphQL client at the one address that both use.</summary>
internal static class BrowserRequests
{
    /// <summary>Serves the page to those who ask for HTML without asking a query, and leaves all others to the endpoint.</summary>
    public static IEndpointConventionBuilder ServePageToBrowsers(this IEndpointConventionBuilder endpoint, GraphiQLPage page)
    {
        endpoint.Add(builder =>
        {
            var next = builder.RequestDelegate!;
            builder.RequestDelegate = http => WantsPage(http.Request) ? page.ServeAsync(http) : next(http);
        });
        return endpoint;
    }

    private static bool WantsPage(HttpRequest request) =>
        (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
        && !request.Query.ContainsKey("query")
        && request.GetTypedHeaders().Accept.Any(type => type.MediaType.Equals("text/html", StringComparison.OrdinalIgnoreCase));
}
