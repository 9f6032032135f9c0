namespace IbmPlatform.GraphQL.Execution;

/// <summary>
/// Loads values by key, each key once a request, many keys at a time. Create one per request (a scoped service); it is never shared
/// between requests. Keys asked for while the executor has other work are loaded together when that work is done.
/// </summary>
/// <typeparam name="TKey">What a value is asked for by.</typeparam>
/// <typeparam name="TValue">What is loaded; null stands for an unknown key.</typeparam>
public abstract class DataLoader<TKey, TValue>(int maxBatchSize = 1_000) where TKey : notnull
{
    private readonly Lock _gate = new();
    private readonly Dictionary<TKey, TaskCompletionSource<TValue?>> _cache = [];
    private List<PendingKey> _pending = [];
    private bool _scheduled;

    /// <summary>The value of a key; loaded with the other keys asked for at the same time.</summary>
    public Task<TValue?> LoadAsync(TKey key, CancellationToken cancellationToken = default)
    {
        TaskCompletionSource<TValue?>? source;
        lock (_gate)
        {
            if (!_cache.TryGetValue(key, out source))
            {
                source = new TaskCompletionSource<TValue?>(TaskCreationOptions.RunContinuationsAsynchronously);
                _cache.Add(key, source);
                _pending.Add(new PendingKey(key, source));
                if (!_scheduled)
                {
                    _scheduled = true;
                    BatchScheduler.Schedule(DispatchAsync);
                }
            }
        }

        return source.Task.WaitAsync(cancellationToken);
    }

    /// <summary>The values of several keys, in their order.</summary>
    public Task<TValue?[]> LoadManyAsync(IEnumerable<TKey> keys, CancellationToken cancellationToken = default) =>
        Task.WhenAll(keys.Select(key => LoadAsync(key, cancellationToken)));

    /// <summary>Forgets a key, after its value has been written.</summary>
    public void Clear(TKey key)
    {
        lock (_gate) _cache.Remove(key);
    }

    /// <summary>Loads distinct keys; a key missing in the answer is unknown. Called with at most <c>maxBatchSize</c> keys.</summary>
    protected abstract Task<IReadOnlyDictionary<TKey, TValue>> LoadBatchAsync(IReadOnlyList<TKey> keys, CancellationToken cancellationToken);

    private async Task DispatchAsync(CancellationToken cancellationToken)
    {
        List<PendingKey> keys;
        lock (_gate)
        {
            keys = _pending;
            _pending = [];
            _scheduled = false;
        }

        await Task.WhenAll(keys.Chunk(maxBatchSize).Select(chunk => LoadChunkAsync(chunk, cancellationToken))).ConfigureAwait(false);
    }

    private async Task LoadChunkAsync(PendingKey[] pending, CancellationToken cancellationToken)
    {
        try
        {
            var values = await LoadBatchAsync(Array.ConvertAll(pending, p => p.Key), cancellationToken).ConfigureAwait(false);
            foreach (var (key, source) in pending) source.TrySetResult(values.TryGetValue(key, out var value) ? value : default);
        }
        // Whatever the batch throws belongs to every key of it: each waiting resolver reports it at its own path.
#pragma warning disable CA1031
        catch (Exception e)
#pragma warning restore CA1031
        {
            foreach (var (_, source) in pending) source.TrySetException(e);
        }
    }

    private readonly record struct PendingKey(TKey Key, TaskCompletionSource<TValue?> Source);
}
