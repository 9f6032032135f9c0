using IbmPlatform.ServiceDefaults.Streams;
using MassTransit;

namespace IbmPlatform.ServiceDefaults.Bus;

/// <summary>Tells the rest of the process that the bus delivers.</summary>
internal sealed class StartedObserver(BusStarted started) : IBusObserver
{
    public void PostCreate(IBus bus) { }

    public void CreateFaulted(Exception exception) { }

    public Task PreStart(IBus bus) => Task.CompletedTask;

    public async Task PostStart(IBus bus, Task<BusReady> busReady)
    {
        await busReady.ConfigureAwait(false);
        started.Set();
    }

    public Task StartFaulted(IBus bus, Exception exception) => Task.CompletedTask;

    public Task PreStop(IBus bus) => Task.CompletedTask;

    public Task PostStop(IBus bus) => Task.CompletedTask;

    public Task StopFaulted(IBus bus, Exception exception) => Task.CompletedTask;
}
