using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using IbmPlatform.ServiceDefaults;
using IbmPlatform.ServiceDefaults.Bus;
using IbmPlatform.ServiceDefaults.Hosting;
using IbmPlatform.Testing;
using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace IbmPlatform.Projects.Tests;

/// <summary>The projects service with the repository's data set, over a store of its own, asked over HTTP.</summary>
public sealed class ProjectsHost : IAsyncLifetime
{
    private readonly TestStore store = new();
    private WebApplication? app;
    private HttpClient? http;

    public IServiceProvider Services => app!.Services;

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateBuilder(["--writes", "anonymous"]);
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var platform = new Platform(builder.Services, store.Client).Add(new ProjectsService()).UseBus(BusOptions.Parse(BusOptions.InMemory));
        app = builder.Build();
        await platform.PrepareAsync(app.Services, RepositoryRoot.Combine("data"), CancellationToken.None);
        app.MapHealth();
        app.MapSubgraph("projects");
        await app.StartAsync();
        http = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
    }

    /// <summary>The <c>data</c> of an answer without errors.</summary>
    public async Task<JsonElement> AskAsync(string query, object? variables = null)
    {
        var answer = await AnswerAsync(query, variables);
        Assert.False(answer.TryGetProperty("errors", out var errors), errors.ToString());
        return answer.GetProperty("data");
    }

    /// <summary>The message of the first error of an answer.</summary>
    public async Task<string> ErrorAsync(string query) =>
        (await AnswerAsync(query, null)).GetProperty("errors")[0].GetProperty("message").GetString()!;

    /// <summary>Sends an event as its owner would and waits until its reader has counted it.</summary>
    public async Task ReceiveAsync<TEvent>(params IReadOnlyList<TEvent> events)
        where TEvent : class
    {
        foreach (var message in events)
            await Services.GetRequiredService<IBus>().Publish(message, TestContext.Current.CancellationToken);
    }

    /// <summary>How many subscriptions are running.</summary>
    public int Listeners => Services.GetRequiredKeyedService<ServiceDatabase>("projects").Tap.Listeners;

    /// <summary>Another instance of the service over the same store: one that writes, and copies no events itself.</summary>
    public ServiceProvider AnotherInstance()
    {
        var services = new ServiceCollection();
        services.AddLogging();
        _ = new Platform(services, store.Client).Add(new ProjectsService()).UseBus(BusOptions.Parse(BusOptions.InMemory));
        return services.BuildServiceProvider();
    }

    /// <summary>Subscribes, alone, and returns once changes are heard.</summary>
    internal async Task<EventStream> SubscribeAsync(string query)
    {
        await UntilAsync(() => Listeners == 0);
        var stream = await EventStream.OpenAsync(http!, query);
        await UntilAsync(() => Listeners == 1);
        return stream;
    }

    /// <summary>The first answer of a subscription that is refused.</summary>
    internal async Task<JsonElement> RefusedAsync(string query)
    {
        await using var stream = await EventStream.OpenAsync(http!, query);
        var answer = await stream.NextAsync();
        Assert.Null(await stream.NextAsync());
        return answer!.Value;
    }

    /// <summary>Waits for a condition, generously.</summary>
    internal static async Task UntilAsync(Func<bool> condition)
    {
        var watch = Stopwatch.StartNew();
        while (!condition())
        {
            Assert.True(watch.Elapsed < TimeSpan.FromMinutes(1), "What the test waits for did not happen within a minute.");
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }

    public Task<HttpResponseMessage> GetAsync(string path) => http!.GetAsync(path);

    public async ValueTask DisposeAsync()
    {
        http?.Dispose();
        if (app is not null)
            await app.DisposeAsync();
        await store.DisposeAsync();
    }

    private async Task<JsonElement> AnswerAsync(string query, object? variables)
    {
        using var response = await http!.PostAsJsonAsync("/graphql", new { query, variables });
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }
}
