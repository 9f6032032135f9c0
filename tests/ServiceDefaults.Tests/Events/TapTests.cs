using System.Diagnostics;
using IbmPlatform.GraphQL.Errors;
using IbmPlatform.Mongo.Client;
using IbmPlatform.ServiceDefaults.Aggregates;
using IbmPlatform.ServiceDefaults.Events;

namespace IbmPlatform.ServiceDefaults.Tests.Events;

public sealed class TapTests
{
    [Fact]
    public async Task What_another_process_appends_is_heard_in_the_logs_order_and_nothing_from_before()
    {
        await using var store = new TestStore();
        var writer = await store.OwnerAsync();
        await WriteAsync(store, writer, "before");
        var reader = await store.OwnerAsync();
        await using var heard = reader.Tap.ListenAsync(_ => true, store.Token).GetAsyncEnumerator(store.Token);
        var next = heard.MoveNextAsync();
        await UntilAsync(() => reader.Tap.Listeners == 1);

        for (var i = 0; i < 250; i++)
            await WriteAsync(store, writer, $"t{i}");

        for (var i = 0; i < 250; i++)
        {
            Assert.True(i == 0 ? await next : await heard.MoveNextAsync());
            Assert.Equal((i + 2L, $"thing/t{i}"), (heard.Current.Sequence, heard.Current.Aggregate));
        }
    }

    [Fact]
    public async Task Only_what_is_wanted_takes_room()
    {
        await using var store = new TestStore();
        var owner = await store.OwnerAsync();
        var tap = TapOf(owner, capacity: 1);
        await using var heard = tap.ListenAsync(e => e.Aggregate == "thing/z", store.Token).GetAsyncEnumerator(store.Token);
        var next = heard.MoveNextAsync();
        await UntilAsync(() => tap.Listeners == 1);

        await WriteAsync(store, owner, "a", "b", "c", "z");

        Assert.True(await next);
        Assert.Equal("thing/z", heard.Current.Aggregate);
    }

    [Fact]
    public async Task Who_is_too_slow_gets_what_waited_and_then_an_error_while_others_go_on()
    {
        await using var store = new TestStore();
        var owner = await store.OwnerAsync();
        var tap = TapOf(owner, capacity: 2);
        await using var slow = tap.ListenAsync(_ => true, store.Token).GetAsyncEnumerator(store.Token);
        var first = slow.MoveNextAsync();
        await UntilAsync(() => tap.Listeners == 1);
        await WriteAsync(store, owner, "a");
        Assert.True(await first);
        await using var other = tap.ListenAsync(e => e.Aggregate == "thing/f", store.Token).GetAsyncEnumerator(store.Token);
        var heard = other.MoveNextAsync();
        await UntilAsync(() => tap.Listeners == 2);

        await WriteAsync(store, owner, "b", "c", "d", "e", "f");
        await UntilAsync(() => tap.Listeners == 1);

        Assert.True(await heard);
        Assert.True(await slow.MoveNextAsync());
        Assert.True(await slow.MoveNextAsync());
        Assert.Equal("thing/c", slow.Current.Aggregate);
        var error = (await Assert.ThrowsAsync<GraphQLException>(async () => await slow.MoveNextAsync())).Error;
        Assert.Equal("SUBSCRIPTION_LAGGED", error.Extensions!["code"]);
        Assert.Contains("changes(after:)", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_is_left_of_who_goes_and_who_comes_later_hears_from_then_on()
    {
        await using var store = new TestStore();
        var owner = await store.OwnerAsync();
        using var client = CancellationTokenSource.CreateLinkedTokenSource(store.Token);
        var gone = owner.Tap.ListenAsync(_ => true, client.Token).GetAsyncEnumerator(client.Token);
        var waiting = gone.MoveNextAsync();
        await UntilAsync(() => owner.Tap.Listeners == 1);

        await client.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await waiting);
        await gone.DisposeAsync();
        Assert.Equal(0, owner.Tap.Listeners);

        await WriteAsync(store, owner, "meanwhile");
        await using var later = owner.Tap.ListenAsync(_ => true, store.Token).GetAsyncEnumerator(store.Token);
        var next = later.MoveNextAsync();
        await UntilAsync(() => owner.Tap.Listeners == 1);
        await WriteAsync(store, owner, "after");
        Assert.True(await next);
        Assert.Equal("thing/after", later.Current.Aggregate);
    }

    [Fact]
    public async Task A_log_that_cannot_be_read_ends_every_stream_with_the_reason_and_the_next_begins_anew()
    {
        var broken = true;
        var tap = new Tap<long>(
            _ => Task.FromResult(0L),
            (after, _, _) => broken
                ? throw new InvalidOperationException("The log is damaged.")
                : Task.FromResult<IReadOnlyList<(long, long)>>(after == 0 ? [(1L, 1L)] : []),
            TimeProvider.System);

        await using var first = tap.ListenAsync(_ => true, CancellationToken.None).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await first.MoveNextAsync());
        broken = false;
        await using var second = tap.ListenAsync(_ => true, CancellationToken.None).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        Assert.True(await second.MoveNextAsync());
    }

    [Fact]
    public async Task A_store_that_is_away_is_waited_for()
    {
        var asked = 0;
        var tap = new Tap<long>(
            _ => Task.FromResult(0L),
            (after, _, _) => ++asked < 3
                ? throw new MongoConnectionException("The store is away.")
                : Task.FromResult<IReadOnlyList<(long, long)>>(after == 0 ? [(1L, 1L)] : []),
            TimeProvider.System);

        await using var heard = tap.ListenAsync(_ => true, CancellationToken.None).GetAsyncEnumerator(TestContext.Current.CancellationToken);

        Assert.True(await heard.MoveNextAsync());
    }

    private static Tap<LoggedEvent> TapOf(ServiceDatabase owner, int capacity) => new(
        owner.Events.LastSequenceAsync,
        async (sequence, limit, ct) => [.. (await owner.Events.ReadAfterAsync(sequence, limit, ct)).Select(e => (e.Sequence, e))],
        TimeProvider.System,
        capacity);

    /// <summary>The names' things in one step of the log.</summary>
    private static async Task WriteAsync(TestStore store, ServiceDatabase owner, params string[] names)
    {
        await store.Things(owner).InsertMissingAsync([.. names.Select(name => Thing.Of(name))], Change.BySystem, store.Token);
        await owner.Outbox.DrainAsync(store.Token);
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        var watch = Stopwatch.StartNew();
        while (!condition())
        {
            Assert.True(watch.Elapsed < TimeSpan.FromMinutes(1), "What the test waits for did not happen within a minute.");
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }
    }
}
