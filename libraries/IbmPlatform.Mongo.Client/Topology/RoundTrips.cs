namespace IbmPlatform.Mongo.Client.Topology;

/// <summary>How long the way to a server and back takes, measured by its monitor or beside it.</summary>
internal sealed class RoundTrips
{
    private const int Kept = 10;
    private const int Fewest = 2;
    private readonly Lock gate = new();
    private readonly Queue<TimeSpan> samples = new();
    private TimeSpan? average;
    private long leastTicks;

    /// <summary>Zero before the first sample.</summary>
    public TimeSpan Average
    {
        get
        {
            lock (gate)
                return average ?? TimeSpan.Zero;
        }
    }

    /// <summary>The shortest of the last ten, where there are two at least, else zero (client side operations timeout, maxTimeMS).</summary>
    public TimeSpan Least => TimeSpan.FromTicks(Volatile.Read(ref leastTicks));

    public void Add(TimeSpan sample)
    {
        lock (gate)
        {
            average = RoundTripAverage.Next(average, sample);
            samples.Enqueue(sample);
            if (samples.Count > Kept)
                samples.Dequeue();
            Volatile.Write(ref leastTicks, samples.Count < Fewest ? 0 : samples.Min().Ticks);
        }
    }

    public void Forget()
    {
        lock (gate)
        {
            average = null;
            samples.Clear();
            Volatile.Write(ref leastTicks, 0);
        }
    }
}
