namespace IbmPlatform.Benchmarks;

/// <summary>The latencies in milliseconds of what was answered in a time.</summary>
internal sealed class Measurement
{
    private readonly double[] latencies;

    public Measurement(string name, double[] latencies, TimeSpan duration)
    {
        Name = name;
        Duration = duration;
        this.latencies = latencies;
        Array.Sort(latencies);
    }

    public string Name { get; }

    public TimeSpan Duration { get; }

    public double RequestsPerSecond => latencies.Length / Duration.TotalSeconds;

    public double Median => Quantile(0.5);

    public double P99 => Quantile(0.99);

    /// <summary>Several rounds of one target as one.</summary>
    public static Measurement Pool(IReadOnlyCollection<Measurement> rounds) => new(
        rounds.First().Name, [.. rounds.SelectMany(round => round.latencies)], TimeSpan.FromSeconds(rounds.Sum(round => round.Duration.TotalSeconds)));

    public override string ToString() =>
        FormattableString.Invariant($"{Name,-44} {RequestsPerSecond,8:F0} requests/s   median {Median,7:F2} ms   p99 {P99,7:F2} ms");

    private double Quantile(double quantile) =>
        latencies.Length == 0 ? double.NaN : latencies[Math.Min(latencies.Length - 1, (int)(latencies.Length * quantile))];
}
