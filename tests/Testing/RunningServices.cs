using System.Buffers;
using System.Diagnostics;
using System.Text.Json;
using IbmPlatform.GraphQL.Execution;
using IbmPlatform.ServiceDefaults.Bus;
using IbmPlatform.ServiceDefaults.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Xunit;

namespace IbmPlatform.Testing;

/// <summary>Services over a real store (<see cref="TestStore"/>) and the bus in memory, with the real data set loaded; gone when disposed.</summary>
public sealed class RunningServices : IAsyncDisposable
{
    private readonly TestStore store;
    private readonly IHost host;

    private RunningServices(TestStore store, IHost host) => (this.store, this.host) = (store, host);

    /// <summary>The services of the process.</summary>
    public IServiceProvider Services => host.Services;

    /// <summary>Starts the modules that <paramref name="add"/> names, loads the data set and waits until every event has been applied.</summary>
    public static async Task<RunningServices> StartAsync(Action<Platform> add)
    {
        var store = new TestStore();
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        var platform = new Platform(builder.Services, store.Client);
        add(platform);
        platform.UseBus(BusOptions.Parse(BusOptions.InMemory));
        var running = new RunningServices(store, builder.Build());
        await platform.PrepareAsync(running.Services, RepositoryRoot.Combine("data"), CancellationToken.None);
        await running.host.StartAsync();
        await running.SettleAsync();
        return running;
    }

    /// <summary>Waits until what each service wrote has reached those that follow it.</summary>
    public async Task SettleAsync()
    {
        var watch = Stopwatch.StartNew();
        while (!StreamStatus.IsQuiet(await StreamStatus.ReadAsync(Services, CancellationToken.None)))
        {
            Assert.True(watch.Elapsed < TimeSpan.FromMinutes(2), "Events were still on their way after two minutes.");
            await Task.Delay(20);
        }
    }

    /// <summary>The whole answer of one service.</summary>
    public async Task<JsonElement> AskAsync(string service, string query, string? acceptLanguage = null)
    {
        await using var scope = Services.CreateAsyncScope();
        var output = new ArrayBufferWriter<byte>();
        var context = new RequestContext(scope.ServiceProvider) { AcceptLanguage = acceptLanguage };
        var executor = Services.GetRequiredKeyedService<ModuleSchema>(service).Executor;
        await executor.ExecuteAsync(new GraphQLRequest { Query = query }, context, output, CancellationToken.None);
        using var json = JsonDocument.Parse(output.WrittenMemory);
        return json.RootElement.Clone();
    }

    /// <summary>The data of one service's answer, which must be without errors.</summary>
    public async Task<JsonElement> QueryAsync(string service, string query, string? acceptLanguage = null)
    {
        var answer = await AskAsync(service, query, acceptLanguage);
        Assert.False(answer.TryGetProperty("errors", out var errors), errors.ValueKind == JsonValueKind.Undefined ? "" : errors.ToString());
        return answer.GetProperty("data");
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await host.StopAsync();
        host.Dispose();
        await store.DisposeAsync();
    }
}
