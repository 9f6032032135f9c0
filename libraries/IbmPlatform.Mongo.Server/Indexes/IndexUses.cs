using System.Collections.Concurrent;

namespace IbmPlatform.Mongo.Server.Indexes;

/// <summary>How often each index of a collection was used since the server was started.</summary>
internal sealed class IndexUses
{
    private readonly ConcurrentDictionary<long, StrongBox> counts = new();

    public long Of(IndexInfo index) => counts.TryGetValue(index.Id, out var count) ? Volatile.Read(ref count.Value) : 0;

    public void Count(IndexInfo index) => Interlocked.Increment(ref counts.GetOrAdd(index.Id, static _ => new StrongBox()).Value);

    private sealed class StrongBox
    {
        public long Value;
    }
}
