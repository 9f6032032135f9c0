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
        return new Measurement(target.Name, [.. latencies.SelectMany(one => one)], duration);
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
            if (!response.IsSuccessStatusCode || !body.AsSpan().SequenceEqual(target.Expected))
            {
                throw new InvalidOperationException(
                    $"{target.Name} answered {(int)response.StatusCode} with {body.Length} bytes, expected 200 with {target.Expected.Length} other bytes.");
            }
            if (Stopwatch.GetElapsedTime(start, sent) >= warmUp)
                latencies.Add(Stopwatch.GetElapsedTime(sent).TotalMilliseconds);
        }
    }
}

/// <summary>What is loaded: how to ask it and what the right answer is.</summary>
internal sealed record Target(string Name, Func<HttpRequestMessage> Request, byte[] Expected);
