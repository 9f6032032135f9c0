namespace IbmPlatform.Mongo.Client.Topology;

/// <summary>The average of a server's round trips, new ones weighing a fifth (server selection specification).</summary>
internal static class RoundTripAverage
{
    private const double Weight = 0.2;

    public static TimeSpan Next(TimeSpan? average, TimeSpan sample) =>
        average is not { } known ? sample : sample * Weight + known * (1 - Weight);
}
