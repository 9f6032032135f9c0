using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Client.Tests.Unified;

/// <summary>A cursor or change stream that a test reads step by step. A test expects it to be open on the server as soon as it is made.</summary>
internal sealed class CursorEntity : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly CancellationTokenSource left = new();
    private readonly IAsyncEnumerable<BsonDocument> documents;
    private IAsyncEnumerator<BsonDocument> cursor;
    private Task<bool>? next;

    public CursorEntity(IAsyncEnumerable<BsonDocument> documents)
    {
        this.documents = documents;
        cursor = documents.GetAsyncEnumerator(left.Token);
    }

    /// <summary>Opens it: a find has its first documents then, a change stream waits for its first change.</summary>
    public async Task OpenAsync(Func<bool>? isOpen)
    {
        next = cursor.MoveNextAsync().AsTask();
        while (!next.IsCompleted && isOpen?.Invoke() != true)
            await Task.Delay(1);
        // What befalls it after it was opened is told to who reads it.
        if (next.IsFaulted && isOpen?.Invoke() != true)
            await next;
    }

    public async Task<BsonDocument?> NextAsync()
    {
        var one = next ?? cursor.MoveNextAsync().AsTask();
        next = null;
        try
        {
            return await one.WaitAsync(Patience) ? cursor.Current : null;
        }
        catch (MongoException)
        {
            // An enumeration that failed is over; who reads on does so by another one.
            cursor = documents.GetAsyncEnumerator(left.Token);
            throw;
        }
    }

    /// <summary>Has it ask once more, whether or not a document comes; what comes is left to be taken.</summary>
    public async Task TryAsync(Func<bool> hasAsked)
    {
        next ??= cursor.MoveNextAsync().AsTask();
        while (!next.IsCompleted && !hasAsked())
            await Task.Delay(1);
        if (next.IsFaulted)
            await next;
    }

    public async ValueTask DisposeAsync()
    {
        if (next is { IsCompleted: false })
            await left.CancelAsync();
        if (next is not null)
            await Task.WhenAny(next);
        await cursor.DisposeAsync();
        left.Dispose();
    }
}
