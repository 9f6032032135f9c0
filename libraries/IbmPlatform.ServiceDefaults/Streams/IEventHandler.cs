namespace IbmPlatform.ServiceDefaults.Streams;

/// <summary>
/// What a service does with an event beyond keeping its state. It may be called again with the same event, or with an older one after a
/// newer: it must change nothing then, by one conditional write that compares (epoch, version).
/// </summary>
public interface IEventHandler<in TEvent>
{
    /// <summary>Applies one event.</summary>
    Task ApplyAsync(TEvent message, CancellationToken cancellationToken);
}
