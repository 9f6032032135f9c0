using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace IbmPlatform.Benchmarks.Gateway;

/// <summary>Stands for the services: asks them what it is asked for the first time, and then repeats their answer.</summary>
internal sealed class RecordingSubgraph(WebApplication app) : IAsyncDisposable
{
    public IReadOnlyDictionary<string, string> Urls => TwoServices.Names.ToDictionary(name => name, name => $"{app.Urls.First()}/{name}/graphql");

    public static async Task<RecordingSubgraph> StartAsync(IReadOnlyDictionary<string, string> services)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var http = new HttpClient();
        app.Lifetime.ApplicationStopped.Register(http.Dispose);
        foreach (var (name, url) in services)
        {
            var answers = new ConcurrentDictionary<string, byte[]>(StringComparer.Ordinal);
            app.MapPost($"/{name}/graphql", async context =>
            {
                using var reader = new StreamReader(context.Request.Body);
                var asked = await reader.ReadToEndAsync(context.RequestAborted);
                if (!answers.TryGetValue(asked, out var answer))
                    answers[asked] = answer = await AskAsync(http, url, asked, context.Request);
                context.Response.ContentType = "application/graphql-response+json; charset=utf-8";
                context.Response.ContentLength = answer.Length;
                await context.Response.Body.WriteAsync(answer, context.RequestAborted);
            });
        }
        await app.StartAsync();
        return new RecordingSubgraph(app);
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private static async Task<byte[]> AskAsync(HttpClient http, string url, string asked, HttpRequest original)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new StringContent(asked, Encoding.UTF8) };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(original.ContentType ?? "application/json");
        request.Headers.TryAddWithoutValidation("Accept", original.Headers.Accept.ToArray());
        using var response = await http.SendAsync(request, original.HttpContext.RequestAborted);
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadAsByteArrayAsync(original.HttpContext.RequestAborted);
    }
}
