using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;
using Microsoft.Net.Http.Headers;

namespace IbmPlatform.Gateway.Pages;

/// <summary>The GraphiQL page: its bundle beside the program, or a text that says how to get it.</summary>
internal sealed class GraphiQLPage(IFileProvider files)
{
    /// <summary>Nothing is loaded from elsewhere; the editor styles itself inline and starts its workers from blobs.</summary>
    public const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; "
        + "connect-src 'self'; worker-src 'self' blob:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private const string Absent =
        """
        <!doctype html>
        <html lang="en">
          <head><meta charset="utf-8"><title>IbmPlatform: GraphQL</title><link rel="icon" href="data:,"></head>
          <body>
            <h1>The GraphQL endpoint runs; its GraphiQL page is not in this build</h1>
            <p>The page is bundled when Node.js is present. Install Node.js 20.19 or newer with npm (on Debian or Ubuntu: <code>sudo apt install nodejs npm</code>),
              then build again: <code>dotnet build gateway/IbmPlatform.Gateway</code>.</p>
            <p>The endpoint needs none of it. POST a query here, for instance:</p>
            <pre>curl -s -H 'Content-Type: application/json' -d '{"query":"{ __typename }"}' THIS_ADDRESS</pre>
            <p>The schema is at <a href="/graphql/schema.graphql">/graphql/schema.graphql</a>.</p>
          </body>
        </html>
        """;

    private static readonly FileExtensionContentTypeProvider ContentTypes = new();

    /// <summary>The page as the build left it.</summary>
    public static GraphiQLPage Find()
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "graphiql");
        return new GraphiQLPage(Directory.Exists(folder) ? new PhysicalFileProvider(folder) : new NullFileProvider());
    }

    public async Task ServeAsync(HttpContext http)
    {
        http.Response.Headers.ContentSecurityPolicy = ContentSecurityPolicy;
        http.Response.Headers.XContentTypeOptions = "nosniff";
        http.Response.Headers.CacheControl = "no-cache";
        http.Response.Headers.Vary = "Accept";
        var index = files.GetFileInfo("index.html");
        var page = index.Exists ? Results.Stream(index.CreateReadStream(), "text/html; charset=utf-8") : Results.Content(Absent, "text/html; charset=utf-8");
        await page.ExecuteAsync(http).ConfigureAwait(false);
    }

    /// <summary>One of the bundle's files.</summary>
    public IResult File(string? path, HttpContext http)
    {
        var file = files.GetFileInfo(path ?? "");
        if (!file.Exists || file.IsDirectory) return Results.NotFound();
        // Bundled names change with their content. A worker is bound by the policy of its own file.
        http.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        http.Response.Headers.ContentSecurityPolicy = ContentSecurityPolicy;
        http.Response.Headers.XContentTypeOptions = "nosniff";
        if (!ContentTypes.TryGetContentType(file.Name, out var type)) type = "application/octet-stream";
        return Results.Stream(file.CreateReadStream(), type, lastModified: file.LastModified, entityTag: new EntityTagHeaderValue($"\"{file.LastModified.ToUnixTimeMilliseconds():x}-{file.Length:x}\""));
    }
}
