using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server.Indexes;
using IbmPlatform.Mongo.Server.Query;
using IbmPlatform.Mongo.Server.Query.Execution;
using IbmPlatform.Mongo.Server.Query.Planning;
using IbmPlatform.Mongo.Server.Query.Predicates;
using IbmPlatform.Mongo.Server.Storage;

namespace IbmPlatform.Mongo.Server.Maintenance;

/// <summary>
/// Deletes what the TTL indexes say has expired, once an interval. An array of dates expires by its earliest one, and what
/// holds no date never does, as in MongoDB.
/// </summary>
internal sealed class ExpirySweep : IAsyncDisposable
{
    // One transaction takes this many, so that other writes do not wait long.
    private const int Batch = 500;

    private readonly ServerState state;
    private readonly ITimer timer;
    private Task running = Task.CompletedTask;

    public ExpirySweep(ServerState state)
    {
        this.state = state;
        timer = state.Clock.CreateTimer(_ => Begin(), null, state.Options.ExpiryInterval, state.Options.ExpiryInterval);
    }

    public async ValueTask DisposeAsync()
    {
        await timer.DisposeAsync().ConfigureAwait(false);
        await running.ConfigureAwait(false);
    }

    private void Begin()
    {
        if (running.IsCompleted)
            running = RunAsync();
    }

    private async Task RunAsync()
    {
        foreach (var database in state.Data.Databases)
        {
            foreach (var (collection, index) in database.Catalogue.Collections.SelectMany(c => c.Indexes.Where(i => i.ExpireAfterSeconds is not null).Select(i => (c, i))))
                await TrySweepAsync(database, collection.Name, index).ConfigureAwait(false);
        }
    }

    private async Task TrySweepAsync(Database database, string collection, IndexInfo index)
    {
        try
        {
            await SweepAsync(database, collection, index).ConfigureAwait(false);
        }
        catch (Exception) when (state.Stopping.IsCancellationRequested || database.IsClosed)
        {
            // The server stops, and the next start sweeps again; or the database was dropped, and nothing is left to expire.
            return;
        }
        catch (Exception fault)
        {
            // A damaged collection, or a full disk: the others expire all the same.
            state.Options.OnInternalError?.Invoke(fault);
        }
    }

    private async Task SweepAsync(Database database, string collection, IndexInfo index)
    {
        int deleted;
        do
            deleted = await database.WriteAsync(session => Delete(session, collection, index), state.Stopping).ConfigureAwait(false);
        while (deleted == Batch);
    }

    private int Delete(WriteSession session, string name, IndexInfo index)
    {
        // Dropped or changed since the sweep began: its documents no longer expire by this index.
        if (session.Catalogue.Find(name) is not { } collection || !collection.Indexes.Any(i => i.Id == index.Id))
            return 0;
        var latest = state.Clock.GetUtcNow().AddSeconds(-index.ExpireAfterSeconds!.Value);
        FilterNode expired = new PathFilter(index.Fields[0].Path, new ComparePredicate(Comparison.LessOrEqual, RawValue.From(latest)));
        var filter = index.Partial is { } partial ? new AndNode([expired, partial.Filter]) : expired;
        var found = new List<StoredDocument>();
        var source = Planner.Plan(collection, new QuerySpec(filter, []));
        try
        {
            var reading = new QueryContext(session.Connection, new Deadline(state.Clock, null, state.Stopping));
            while (found.Count < Batch && source.TryNext(reading, out var document))
                found.Add(document);
        }
        finally
        {
            source.Suspend();
        }

        foreach (var document in found)
            session.Delete(collection, document);
        return found.Count;
    }
}
