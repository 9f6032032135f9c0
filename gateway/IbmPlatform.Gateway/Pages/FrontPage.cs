namespace IbmPlatform.Gateway.Pages;

/// <summary>Says at <c>/</c> what is served here.</summary>
internal static class FrontPage
{
    private const string Html =
        """
        <!doctype html>
        <html lang="en">
          <head><meta charset="utf-8"><title>IbmPlatform</title><link rel="icon" href="data:,"></head>
          <body>
            <h1>IbmPlatform</h1>
            <p>Integrated border management projects, their countries, organisations, funding and reports, as one GraphQL API.</p>
            <ul>
              <li><a href="/graphql">/graphql</a>: the API; in a browser, a page to try queries on</li>
              <li><a href="/graphql/schema.graphql">/graphql/schema.graphql</a>: its schema</li>
              <li><a href="/health/live">/health/live</a>, <a href="/health/ready">/health/ready</a>: whether it runs, and whether all of it answers</li>
            </ul>
          </body>
        </html>
        """;

    public static IResult Serve(HttpContext http)
    {
        http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
        http.Response.Headers.XContentTypeOptions = "nosniff";
        return Results.Content(Html, "text/html; charset=utf-8");
    }
}
