namespace IbmPlatform.ServiceDefaults.Streams;

/// <summary>Completes when the bus delivers.</summary>
internal sealed class BusStarted
{
    private readonly TaskCompletionSource source = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Task => source.Task;

    public void Set() => source.TrySetResult();
}
