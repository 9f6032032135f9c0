using System.Collections.Concurrent;
using System.Threading.Channels;

namespace IbmPlatform.GraphQL.Server.Tests.Streaming;

/// <summary>The sources of the test server's subscriptions, by the ids that tests give them.</summary>
public sealed class Feed
{
    private readonly ConcurrentDictionary<string, Source> _sources = new();

    public Source this[string id] => _sources.GetOrAdd(id, _ => new Source());

    /// <summary>One source: what is pushed to it, how much of it was asked for, whether its enumerator was disposed.</summary>
    public sealed class Source
    {
        private readonly TaskCompletionSource _disposed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _pulled;

        public Channel<int> Pushed { get; } = Channel.CreateUnbounded<int>();

        public int Pulled => Volatile.Read(ref _pulled);

        public Task Disposed => _disposed.Task.WaitAsync(TimeSpan.FromMinutes(1));

        public bool IsDisposed => _disposed.Task.IsCompleted;

        public void Pull() => Interlocked.Increment(ref _pulled);

        public void Dispose() => _disposed.TrySetResult();
    }
}
