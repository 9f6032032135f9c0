using System.Collections;

namespace IbmPlatform.GraphQL.Execution.Incremental;

/// <summary>A list divided: the items that come with it, and where the others come from; null when there are no others.</summary>
internal sealed record StreamedItems(List<object?> First, ItemSource? Rest)
{
    /// <summary>Divides a list. Whether more items follow is not asked: that may be what takes long.</summary>
    public static StreamedItems Of(IEnumerable items, int count)
    {
        var first = new List<object?>();
        var rest = items.GetEnumerator();
        while (first.Count < count)
        {
            if (!rest.MoveNext())
            {
                (rest as IDisposable)?.Dispose();
                return new StreamedItems(first, null);
            }

            first.Add(rest.Current);
        }

        return new StreamedItems(first, ItemSource.Of(rest));
    }

    /// <summary>Divides a list whose items come when they come.</summary>
    public static async ValueTask<StreamedItems> OfAsync<T>(IAsyncEnumerable<T> items, int count, CancellationToken cancellationToken)
    {
        var first = new List<object?>();
        var rest = items.GetAsyncEnumerator(cancellationToken);
        var handedOn = false;
        try
        {
            while (first.Count < count)
            {
                if (!await rest.MoveNextAsync().ConfigureAwait(false)) return new StreamedItems(first, null);
                first.Add(rest.Current);
            }

            handedOn = true;
            return new StreamedItems(first, ItemSource.Of(rest));
        }
        finally
        {
            if (!handedOn) await rest.DisposeAsync().ConfigureAwait(false);
        }
    }
}
