namespace IbmPlatform.Mongo.Client.Topology;

/// <summary>The shortest of a server's last ten round trips, where there are two at least (client side operations timeout, maxTimeMS).</summary>
internal sealed class LeastRoundTrip
{
    private const int Kept = 10;
    private const int Least = 2;
    private readonly Queue<TimeSpan> samples = new();
    private long ticks;

    public TimeSpan Value => TimeSpan.FromTicks(Volatile.Read(ref ticks));

    public void Add(TimeSpan sample)
    {
        samples.Enqueue(sample);
        if (samples.Count > Kept)
            samples.Dequeue();
        Volatile.Write(ref ticks, samples.Count < Least ? 0 : samples.Min().Ticks);
    }

    public void Forget()
    {
        samples.Clear();
        Volatile.Write(ref ticks, 0);
    }
}
