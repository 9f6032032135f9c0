using System.Diagnostics;

namespace IbmPlatform.Benchmarks;

/// <summary>A closed loop of clients over HTTP: each sends its next request when the last has been answered.</summary>
internal sealed class LoadGenerator(int clients, TimeSpan warmUp, TimeSpan duration)
{
    /// <summary>Loads one target and measures what it answers after the warm-up.</summary>
    /// <exception cref="InvalidOperationException">An answer differs from the expected bytes: then nothing was measured.</exception>
    public async Task<Measurement> RunAsync(Target target)
    {
        using var handler = new SocketsHttpHandler { MaxConnectionsPerServer = clients, UseProxy = false };
        using var http = new HttpClient(handler) { Timeout = TimeSpan.FromSeconds(30) };
        var latencies = new List<double>[clients];
        var start = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, clients).Select(client => Task.Run(() => LoopAsync(http, target, start, latencies[client] = []))));
        return Measurement.Of(target.Name, [.. latencies.SelectMany(one => one)], duration);
    }

    private async Task LoopAsync(HttpClient http, Target target, long start, List<double> latencies)
    {
        while (true)
        {
            var sent = Stopwatch.GetTimestamp();
            if (Stopwatch.GetElapsedTime(start, sent) >= warmUp + duration)
                return;
            using var request = target.Request();
            using var response = await http.SendAsync(request);
            var body = await response.Content.ReadAsByteArrayAsync();
            if (!response.IsSuccessStatusCode || body.Length != target.ExpectedLength)
            {
                throw new InvalidOperationException(
                    $"{target.Name} answered {(int)response.StatusCode} with {body.Length} bytes, expected 200 with {target.ExpectedLength}.");
            }
            if (Stopwatch.GetElapsedTime(start, sent) >= warmUp)
                latencies.Add(Stopwatch.GetElapsedTime(sent).TotalMilliseconds);
        }
    }
}

/// <summary>What is loaded: how to ask it and how long the right answer is.</summary>
internal sealed record Target(string Name, Func<HttpRequestMessage> Request, int ExpectedLength);

/// <summary>Requests per second and latency in milliseconds of one run.</summary>
internal sealed record Measurement(string Name, double RequestsPerSecond, double Median, double P99)
{
    public static Measurement Of(string name, double[] latencies, TimeSpan duration)
    {
        Array.Sort(latencies);
        return new Measurement(name, latencies.Length / duration.TotalSeconds, Quantile(latencies, 0.5), Quantile(latencies, 0.99));
    }

    public override string ToString() =>
        FormattableString.Invariant($"{Name,-44} {RequestsPerSecond,10:F0} requests/s   median {Median,8:F2} ms   p99 {P99,8:F2} ms");

    private static double Quantile(double[] sorted, double quantile) =>
        sorted.Length == 0 ? double.NaN : sorted[Math.Min(sorted.Length - 1, (int)(sorted.Length * quantile))];
}
