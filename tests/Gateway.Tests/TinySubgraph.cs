using IbmPlatform.GraphQL.Execution;
using IbmPlatform.GraphQL.Server;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace IbmPlatform.Gateway.Tests;

/// <summary>A real subgraph over real HTTP, on a port that was free.</summary>
internal sealed class TinySubgraph(WebApplication app, string name, string sdl) : IAsyncDisposable
{
    public string Name { get; } = name;

    public string Sdl { get; } = sdl;

    public string Url => app.Urls.First() + "/graphql";

    public static async Task<TinySubgraph> StartAsync(string name, string sdl, Action<SchemaBinder> bind, Action<IServiceCollection>? services = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        services?.Invoke(builder.Services);
        var app = builder.Build();
        app.MapGraphQL("/graphql", new ExecutableSchemaHandler(ExecutableSchema.Bind([sdl], bind), NullLogger<ExecutableSchemaHandler>.Instance));
        app.MapGet("/health/ready", () => Results.Text($"{name} is ready"));
        await app.StartAsync();
        return new TinySubgraph(app, name, sdl);
    }

    public Task StopAsync() => app.StopAsync();

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
