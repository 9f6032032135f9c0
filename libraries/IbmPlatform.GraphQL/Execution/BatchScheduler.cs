namespace IbmPlatform.GraphQL.Execution;

/// <summary>Decides when the keys collected by data loaders are loaded: when the current operation has nothing else to run.</summary>
internal abstract class BatchScheduler
{
    private static readonly AsyncLocal<BatchScheduler?> Ambient = new();

    /// <summary>The scheduler of the operation that this code runs for.</summary>
    public static BatchScheduler? Current
    {
        get => Ambient.Value;
        set => Ambient.Value = value;
    }

    /// <summary>Schedules with the current operation; outside of one the batch runs as soon as the caller awaits.</summary>
    public static void Schedule(Func<CancellationToken, Task> dispatch)
    {
        if (Current is { } current) current.Enqueue(dispatch);
        else _ = Task.Run(() => dispatch(CancellationToken.None));
    }

    protected abstract void Enqueue(Func<CancellationToken, Task> dispatch);
}
