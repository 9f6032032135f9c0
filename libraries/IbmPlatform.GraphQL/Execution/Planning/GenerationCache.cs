using System.Collections.Concurrent;

namespace IbmPlatform.GraphQL.Execution.Planning;

/// <summary>
/// A bounded cache that drops what was not used lately: when the young half is full it becomes the old half, and what is asked for
/// from the old half moves over. Reading takes no lock.
/// </summary>
internal sealed class GenerationCache<TKey, TValue>(int capacity) where TKey : notnull where TValue : class
{
    private readonly int _half = Math.Max(1, capacity / 2);
    private readonly Lock _gate = new();
    private volatile ConcurrentDictionary<TKey, TValue> _young = new();
    private volatile ConcurrentDictionary<TKey, TValue> _old = new();
    private int _youngCount;

    public int Count => _young.Count + _old.Count;

    public TValue? Find(TKey key)
    {
        if (_young.TryGetValue(key, out var value)) return value;
        if (!_old.TryGetValue(key, out value)) return null;
        Add(key, value);
        return value;
    }

    public void Add(TKey key, TValue value)
    {
        if (capacity <= 0 || !_young.TryAdd(key, value) || Interlocked.Increment(ref _youngCount) < _half) return;
        lock (_gate)
        {
            if (_youngCount < _half) return;
            _old = _young;
            _young = new ConcurrentDictionary<TKey, TValue>();
            _youngCount = 0;
        }
    }
}
