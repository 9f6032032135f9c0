using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Yarp.ReverseProxy.Configuration;

namespace IbmPlatform.Benchmarks.Gateway;

/// <summary>YARP and nothing else, in front of a Kestrel endpoint that answers every request with the same bytes.</summary>
internal sealed class PlainProxy(WebApplication backend, WebApplication proxy) : IAsyncDisposable
{
    /// <summary>The version measured against.</summary>
    public static string Version { get; } =
        typeof(RouteConfig).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    public string Url => $"{proxy.Urls.First()}/graphql";

    public static async Task<PlainProxy> StartAsync(byte[] answer)
    {
        var backend = Builder().Build();
        backend.MapPost("/graphql", async context =>
        {
            await context.Request.Body.CopyToAsync(Stream.Null, context.RequestAborted);
            context.Response.ContentType = "application/graphql-response+json; charset=utf-8";
            context.Response.ContentLength = answer.Length;
            await context.Response.Body.WriteAsync(answer, context.RequestAborted);
        });
        await backend.StartAsync();

        var builder = Builder();
        builder.Services.AddReverseProxy().LoadFromMemory(
            [new RouteConfig { RouteId = "all", ClusterId = "backend", Match = new RouteMatch { Path = "{**all}" } }],
            [
                new ClusterConfig
                {
                    ClusterId = "backend",
                    Destinations = new Dictionary<string, DestinationConfig> { ["one"] = new() { Address = backend.Urls.First() } },
                },
            ]);
        var proxy = builder.Build();
        proxy.MapReverseProxy();
        await proxy.StartAsync();
        return new PlainProxy(backend, proxy);
    }

    public async ValueTask DisposeAsync()
    {
        await proxy.DisposeAsync();
        await backend.DisposeAsync();
    }

    private static WebApplicationBuilder Builder()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        return builder;
    }
}
