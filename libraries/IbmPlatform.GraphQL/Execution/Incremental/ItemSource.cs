using System.Collections;

namespace IbmPlatform.GraphQL.Execution.Incremental;

/// <summary>The items of a list that have not been asked for yet.</summary>
internal abstract class ItemSource : IAsyncDisposable
{
    public abstract object? Current { get; }

    public abstract ValueTask<bool> MoveNextAsync();

    public abstract ValueTask DisposeAsync();

    public static ItemSource Of(IEnumerator items) => new AtOnce(items);

    public static ItemSource Of<T>(IAsyncEnumerator<T> items) => new Later<T>(items);

    private sealed class AtOnce(IEnumerator items) : ItemSource
    {
        public override object? Current => items.Current;

        public override ValueTask<bool> MoveNextAsync() => new(items.MoveNext());

        public override ValueTask DisposeAsync()
        {
            (items as IDisposable)?.Dispose();
            return default;
        }
    }

    private sealed class Later<T>(IAsyncEnumerator<T> items) : ItemSource
    {
        public override object? Current => items.Current;

        public override ValueTask<bool> MoveNextAsync() => items.MoveNextAsync();

        public override ValueTask DisposeAsync() => items.DisposeAsync();
    }
}
