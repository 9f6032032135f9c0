using System.Buffers;
using System.Diagnostics;
using System.Text.Json;
using IbmPlatform.GraphQL.Execution;
using IbmPlatform.Reports.Changes;
using IbmPlatform.ServiceDefaults.Hosting;
using IbmPlatform.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace IbmPlatform.Reports.Tests;

/// <summary>A subscription to <c>changes</c>, read as the transports read it.</summary>
internal sealed class ChangesHeard : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    private readonly AsyncServiceScope scope;
    private readonly AnswerStream stream;
    private Task<JsonElement>? pending;

    private ChangesHeard(AsyncServiceScope scope, AnswerStream stream) => (this.scope, this.stream) = (scope, stream);

    /// <summary>Subscribes, alone, and returns once changes are heard.</summary>
    public static async Task<ChangesHeard> StartAsync(RunningServices running, string arguments = "")
    {
        var heard = await OpenAsync(running, arguments);
        heard.pending = heard.ReadAsync();
        await UntilAsync(() => ListenersOf(running) == 1);
        return heard;
    }

    /// <summary>The first answer of a subscription that is refused.</summary>
    public static async Task<JsonElement> RefusedAsync(RunningServices running, string arguments)
    {
        await using var heard = await OpenAsync(running, arguments);
        return await heard.ReadAsync();
    }

    public static int ListenersOf(RunningServices running) => running.Services.GetRequiredService<ChangeStore>().Tap.Listeners;

    /// <summary>The next change.</summary>
    public async Task<JsonElement> NextAsync()
    {
        var answer = await (pending ?? ReadAsync()).WaitAsync(Limit, TestContext.Current.CancellationToken);
        pending = null;
        Assert.False(answer.TryGetProperty("errors", out var errors), errors.ToString());
        return answer.At("data.changes");
    }

    public async ValueTask DisposeAsync()
    {
        await stream.DisposeAsync();
        await scope.DisposeAsync();
    }

    private static async Task<ChangesHeard> OpenAsync(RunningServices running, string arguments)
    {
        var scope = running.Services.CreateAsyncScope();
        var request = new GraphQLRequest { Query = $"subscription {{ changes{arguments} {{ id type kind version occurredAt node {{ id }} }} }}" };
        var executor = running.Services.GetRequiredKeyedService<ModuleSchema>("reports").Executor;
        return new(scope, await executor.OpenAsync(request, new RequestContext(scope.ServiceProvider), TestContext.Current.CancellationToken));
    }

    private async Task<JsonElement> ReadAsync()
    {
        var output = new ArrayBufferWriter<byte>();
        Assert.True(await stream.ReadAsync(output), "The stream is complete.");
        using var json = JsonDocument.Parse(output.WrittenMemory);
        return json.RootElement.Clone();
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        var watch = Stopwatch.StartNew();
        while (!condition())
        {
            Assert.True(watch.Elapsed < Limit, "What the test waits for did not happen within a minute.");
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }
    }
}
