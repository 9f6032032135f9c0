namespace IbmPlatform.ServiceDefaults.Streams;

/// <summary>One service's reading of one stream, whatever the stream is of.</summary>
public interface ISubscription
{
    /// <summary>Who reads what.</summary>
    SubscriptionName Name { get; }

    /// <summary>How far it has come.</summary>
    Task<StreamPosition> PositionAsync(CancellationToken cancellationToken);

    /// <summary>Asks the owner for everything after the position.</summary>
    Task AskAsync(CancellationToken cancellationToken);

    /// <summary>Counts an event that could not be read and is parked, so that those behind it are not asked for again and again.</summary>
    Task PassOverAsync(long epoch, long sequence, CancellationToken cancellationToken);
}

/// <summary>Who reads which stream.</summary>
/// <param name="Service">The reading service.</param>
/// <param name="Stream">The stream read, as in <c>stakeholders/participation</c>.</param>
public sealed record SubscriptionName(string Service, string Stream)
{
    /// <summary>Service and stream in one: two services never compete for one queue.</summary>
    public string Queue => $"{Service}-{Stream.Replace('/', '-')}";

    /// <summary>Where the stream's owner takes requests.</summary>
    public string OwnerQueue => ReplayQueueOf(Stream.Split('/')[0]);

    /// <summary>Where a service takes requests to publish again.</summary>
    public static string ReplayQueueOf(string service) => $"{service}-replay";
}
