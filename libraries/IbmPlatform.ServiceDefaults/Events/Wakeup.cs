namespace IbmPlatform.ServiceDefaults.Events;

/// <summary>Lets a loop sleep until there is work, or for a while.</summary>
internal sealed class Wakeup(TimeProvider time)
{
    private readonly Lock gate = new();
    private TaskCompletionSource source = New();

    public void Set()
    {
        lock (gate)
            source.TrySetResult();
    }

    public async Task WaitAsync(TimeSpan longest, CancellationToken cancellationToken)
    {
        Task set;
        lock (gate)
            set = source.Task;
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await Task.WhenAny(set, Task.Delay(longest, time, waiting.Token)).ConfigureAwait(false);
        await waiting.CancelAsync().ConfigureAwait(false);
        lock (gate)
        {
            if (source.Task.IsCompleted)
                source = New();
        }
        cancellationToken.ThrowIfCancellationRequested();
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
