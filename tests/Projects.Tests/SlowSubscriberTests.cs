using System.Buffers;
using System.Text.Json;
using IbmPlatform.GraphQL.Execution;
using IbmPlatform.Projects.Contracts;
using IbmPlatform.ServiceDefaults;
using IbmPlatform.ServiceDefaults.Aggregates;
using IbmPlatform.ServiceDefaults.Events;
using IbmPlatform.ServiceDefaults.Hosting;
using IbmPlatform.Values;
using Microsoft.Extensions.DependencyInjection;

namespace IbmPlatform.Projects.Tests;

public sealed class SlowSubscriberTests(ProjectsHost host) : IClassFixture<ProjectsHost>
{
    private const int Capacity = Tap<LoggedEvent>.DefaultCapacity;

    [Fact]
    public async Task Who_takes_nothing_while_others_write_holds_up_nobody_and_is_told_what_to_do()
    {
        var token = TestContext.Current.CancellationToken;
        await using var scope = host.Services.CreateAsyncScope();
        var executor = host.Services.GetRequiredKeyedService<ModuleSchema>("projects").Executor;
        var request = new GraphQLRequest { Query = "subscription { projectChanged { slug } }" };
        await using var stream = await executor.OpenAsync(request, new RequestContext(scope.ServiceProvider), token);
        var first = ReadAsync(stream);
        await ProjectsHost.UntilAsync(() => host.Listeners == 1);
        await WriteAsync(0, 1);
        Assert.Equal("slow-0", (await first).At("data", "projectChanged", "slug").GetString());

        await WriteAsync(1, Capacity + 1);
        await ProjectsHost.UntilAsync(() => host.Listeners == 0);

        for (var i = 1; i <= Capacity; i++)
            Assert.True((await ReadAsync(stream)).TryGetProperty("data", out _));
        var last = await ReadAsync(stream);
        Assert.Equal("SUBSCRIPTION_LAGGED", last.At("errors", 0, "extensions", "code").GetString());
        Assert.False(await stream.ReadAsync(new ArrayBufferWriter<byte>()));
    }

    private async Task WriteAsync(int from, int count)
    {
        var projects = Enumerable.Range(from, count).Select(i => new Project
        {
            Id = $"project/slow-{i}",
            Slug = $"slow-{i}",
            Name = LocalizedText.Original($"Slow {i}"),
            Publication = PublicationState.Published,
        });
        var token = TestContext.Current.CancellationToken;
        await host.Services.GetRequiredService<AggregateStore<Project>>().InsertMissingAsync([.. projects], Change.BySystem, token);
        await host.Services.GetRequiredKeyedService<ServiceDatabase>("projects").Outbox.DrainAsync(token);
    }

    private static async Task<JsonElement> ReadAsync(AnswerStream stream)
    {
        var output = new ArrayBufferWriter<byte>();
        Assert.True(await stream.ReadAsync(output));
        using var json = JsonDocument.Parse(output.WrittenMemory);
        return json.RootElement.Clone();
    }
}
