namespace IbmPlatform.Benchmarks.Engine;

/// <summary>What one server did in all rounds of a query.</summary>
internal sealed class ServerMeasurement(string name)
{
    private readonly List<double> latencies = [];
    private TimeSpan elapsed;
    private TimeSpan processor;

    public double RequestsPerSecond => latencies.Count / elapsed.TotalSeconds;

    /// <summary>Microseconds of the core that a request took: tells on a busy machine too.</summary>
    public double ProcessorTime => processor.TotalMicroseconds / latencies.Count;

    public void Add(IReadOnlyCollection<double> answered, TimeSpan took, TimeSpan computed)
    {
        latencies.AddRange(answered);
        elapsed += took;
        processor += computed;
    }

    /// <summary>The ratio to a peer, by requests a second and by processor time, against the least that is aimed at.</summary>
    public string Beside(ServerMeasurement peer, double? aim)
    {
        var ratio = RequestsPerSecond / peer.RequestsPerSecond;
        var verdict = aim is null ? "" : FormattableString.Invariant($"   aim {aim:F2}: {(ratio >= aim ? "reached" : "missed")}");
        return FormattableString.Invariant($"{ratio,6:F2} x the requests/s, {peer.ProcessorTime / ProcessorTime,6:F2} x by processor time{verdict}");
    }

    public override string ToString()
    {
        var sorted = latencies.Order().ToArray();
        return FormattableString.Invariant(
            $"{name,-48} {RequestsPerSecond,8:F0} requests/s   median {sorted[sorted.Length / 2],7:F2} ms   p99 {sorted[(int)(sorted.Length * 0.99)],7:F2} ms   {ProcessorTime,8:F1} µs of the core a request");
    }
}
