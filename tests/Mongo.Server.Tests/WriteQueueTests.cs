using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server.Indexes;
using IbmPlatform.Mongo.Server.Storage;

namespace IbmPlatform.Mongo.Server.Tests;

public sealed class WriteQueueTests : IAsyncDisposable
{
    private readonly string directory = Directory.CreateTempSubdirectory("ibm-mongo-queue-").FullName;
    private readonly Database database;

    public WriteQueueTests() => database = Database.Open("test", Path.Combine(directory, "test.mongo.db"));

    [Fact]
    public async Task A_request_that_fails_half_way_is_undone_alone_and_the_others_of_its_commit_stand()
    {
        await Write(session => session.CreateCollection("things"));
        var answers = await TogetherAsync(
            session => Insert(session, 1),
            session =>
            {
                Insert(session, 2);
                throw new InvalidOperationException("half way");
            },
            session => Insert(session, 3));

        Assert.Equal("half way", (await Assert.ThrowsAsync<InvalidOperationException>(() => answers[1])).Message);
        Assert.Equal([1L, 3L], await Ids());
        Assert.True(await answers[2] > await answers[0]);
    }

    [Fact]
    public async Task A_request_that_is_refused_before_it_changes_anything_costs_the_others_no_second_run()
    {
        await Write(session => session.CreateCollection("things"));
        var runs = 0;
        var answers = await TogetherAsync(
            session =>
            {
                runs++;
                return Insert(session, 1);
            },
            session => Insert(session, 1));

        await answers[0];
        await Assert.ThrowsAsync<DuplicateKeyException>(() => answers[1]);
        Assert.Equal(1, runs);
        Assert.Equal([1L], await Ids());
    }

    [Fact]
    public async Task A_collection_made_by_a_request_that_fails_is_gone_and_made_again_by_the_next()
    {
        var answers = await TogetherAsync(
            session =>
            {
                session.CreateCollection("things");
                throw new InvalidOperationException("no");
            },
            session =>
            {
                session.CreateCollection("things");
                return Insert(session, 7);
            });

        await Assert.ThrowsAsync<InvalidOperationException>(() => answers[0]);
        await answers[1];
        Assert.Equal([7L], await Ids());
    }

    [Fact]
    public async Task That_an_index_holds_arrays_is_saved_again_after_a_request_that_said_so_was_undone()
    {
        var byA = new IndexInfo(0, "a_1", [new IndexField("a", Descending: false)], Unique: false, Sparse: false);
        await Write(session => session.CreateIndex(session.CreateCollection("things"), byA));
        await Assert.ThrowsAsync<InvalidOperationException>(() => Write<long>(session =>
        {
            InsertArray(session, 1);
            throw new InvalidOperationException("half way");
        }));
        await Write(session => InsertArray(session, 2));
        await database.DisposeAsync();

        await using var again = Database.Open("test", Path.Combine(directory, "test.mongo.db"));
        Assert.True(again.Catalogue.Find("things")!.SecondaryIndexes.Single().IsMultikey);
    }

    [Fact]
    public async Task A_refusal_by_what_a_failed_commit_would_have_written_is_not_told_as_one()
    {
        await Write(session => session.CreateCollection("things"));
        var answers = await TogetherAsync(
            session => Insert(session, 1),
            session => Insert(session, 1),
            session =>
            {
                // What a full disk does to the transaction, before its commit.
                session.Connection.Execute("ROLLBACK");
                return 0;
            });

        await Assert.ThrowsAsync<StorageException>(() => answers[0]);
        await Assert.ThrowsAsync<StorageException>(() => answers[1]);
        Assert.Empty(await Ids());
    }

    [Fact]
    public async Task Rows_go_on_from_the_last_one_after_what_was_undone_and_after_a_restart()
    {
        await Write(session => session.CreateCollection("things"));
        var first = await Write(session => Insert(session, 1));
        await Assert.ThrowsAsync<InvalidOperationException>(() => Write<long>(session =>
        {
            Insert(session, 2);
            throw new InvalidOperationException("no");
        }));
        var second = await Write(session => Insert(session, 3));
        Assert.True(second > first);
        await database.DisposeAsync();

        await using var again = Database.Open("test", Path.Combine(directory, "test.mongo.db"));
        Assert.True(await again.WriteAsync(session => Insert(session, 4), TestContext.Current.CancellationToken) > second);
    }

    [Fact]
    public async Task What_waits_when_the_database_closes_is_run_and_what_comes_later_is_refused()
    {
        await Write(session => session.CreateCollection("things"));
        var answers = await TogetherAsync(session => Insert(session, 1), session => Insert(session, 2));
        await database.DisposeAsync();

        await Task.WhenAll(answers);
        await Assert.ThrowsAsync<StorageException>(() => Write(session => Insert(session, 3)));
    }

    [Fact]
    public async Task What_waits_behind_a_clients_own_thread_when_the_database_closes_is_run_too()
    {
        await Write(session => session.CreateCollection("things"));
        // From now on the writer has a thread, which sleeps.
        await Task.WhenAll(await TogetherAsync(session => Insert(session, 1)));
        using var begun = new SemaphoreSlim(0);
        using var release = new ManualResetEventSlim();
        var holding = Task.Run(() => Write(_ =>
        {
            begun.Release();
            return release.Wait(TimeSpan.FromMinutes(1)) ? 0L : throw new TimeoutException();
        }));
        await begun.WaitAsync(TestContext.Current.CancellationToken);
        var waiting = Write(session => Insert(session, 2));

        var closing = database.DisposeAsync().AsTask();
        // Long enough for that thread to wake and see that the database closes.
        await Task.Delay(100, TestContext.Current.CancellationToken);
        release.Set();

        await Task.WhenAll(holding, waiting, closing).WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await database.DisposeAsync();
        Directory.Delete(directory, recursive: true);
    }

    // The first request holds the writer until all the others wait: they share the next commit.
    private async Task<Task<long>[]> TogetherAsync(params Func<WriteSession, long>[] requests)
    {
        using var begun = new SemaphoreSlim(0);
        using var release = new ManualResetEventSlim();
        var holding = Task.Run(() => Write(_ =>
        {
            begun.Release();
            return release.Wait(TimeSpan.FromMinutes(1)) ? 0L : throw new TimeoutException();
        }));
        await begun.WaitAsync(TestContext.Current.CancellationToken);
        var answers = requests.Select(Write).ToArray();
        release.Set();
        await holding;
        await Task.WhenAny(Task.WhenAll(answers), Task.Delay(Timeout.Infinite, TestContext.Current.CancellationToken));
        return answers;
    }

    private Task<T> Write<T>(Func<WriteSession, T> work) => database.WriteAsync(work, TestContext.Current.CancellationToken);

    private static long Insert(WriteSession session, long id) =>
        session.Insert(session.Catalogue.Find("things")!, new BsonDocument("_id", id).ToBytes());

    private static long InsertArray(WriteSession session, long id) =>
        session.Insert(session.Catalogue.Find("things")!, new BsonDocument { ["_id"] = id, ["a"] = new BsonArray([1, 2]) }.ToBytes());

    private async Task<List<long>> Ids() => await Write(session =>
    {
        var ids = new List<long>();
        using var rows = session.Connection.Prepare($"SELECT doc FROM {session.Catalogue.Find("things")!.Table} ORDER BY id");
        while (rows.Step())
            ids.Add(BsonDocument.Parse(rows.Blob(0))["_id"].AsInt64);
        return ids;
    });
}
