namespace IbmPlatform.Mongo.Server.Storage;

/// <summary>
/// The writes that one thread has read from its sockets before any of them is carried out: what came together shares a commit,
/// and the thread that read it makes it, for to wake another one costs as much as the write.
/// </summary>
internal sealed class WriteBurst
{
    [ThreadStatic]
    private static WriteBurst? current;

    private readonly List<WriteQueue> queues = [];

    /// <summary>That of this thread; null where it gathers nothing, and a write runs as it comes.</summary>
    public static WriteBurst? Current => current;

    public bool IsEmpty => queues.Count == 0;

    /// <summary>Lets this thread gather what is written on it, to <see cref="Run"/> it or to <see cref="HandOver"/>.</summary>
    public static WriteBurst Gather() => current = new WriteBurst();

    /// <summary>A queue that nobody else is writing, and that holds something by now.</summary>
    public void Add(WriteQueue queue) => queues.Add(queue);

    /// <summary>Leaves what was gathered to threads of the pool, and gathers no more.</summary>
    public void HandOver()
    {
        current = null;
        foreach (var queue in queues)
            ThreadPool.UnsafeQueueUserWorkItem(static queue => queue.WriteOnce(), queue, preferLocal: false);
    }

    /// <summary>Writes what was gathered, and what comes meanwhile.</summary>
    public void Run()
    {
        // While it writes one database, the thread is lost to the others.
        for (var i = 1; i < queues.Count; i++)
            queues[i].HandOver();
        var own = queues[0];
        queues.Clear();
        current = null;
        own.WriteWaiting();
        current = this;
    }
}
