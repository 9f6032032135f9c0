using System.Collections.Concurrent;

namespace IbmPlatform.Federation.Execution;

/// <summary>A cache of two generations: full, the older is dropped; what is used meanwhile moves to the younger.</summary>
internal sealed class BoundedCache<TKey, TValue>(int capacity) where TKey : notnull
{
    private readonly int _generationSize = Math.Max(1, capacity / 2);
    private ConcurrentDictionary<TKey, TValue> _young = new();
    private ConcurrentDictionary<TKey, TValue> _old = new();

    public TValue GetOrAdd(TKey key, Func<TKey, TValue> create)
    {
        if (_young.TryGetValue(key, out var value)) return value;
        if (!_old.TryGetValue(key, out value)) value = create(key);
        if (_young.Count >= _generationSize)
        {
            _old = _young;
            _young = new ConcurrentDictionary<TKey, TValue>();
        }

        return _young.GetOrAdd(key, value);
    }
}
