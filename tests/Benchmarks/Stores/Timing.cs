using System.Diagnostics;

namespace IbmPlatform.Benchmarks.Stores;

/// <summary>Times what is compared in alternating rounds, so that a busy moment of the machine meets both.</summary>
internal static class Timing
{
    /// <summary>The median of each operation's times in milliseconds, over all rounds.</summary>
    public static async Task<double[]> MediansAsync(int rounds, int count, params Func<int, Task>[] operations)
    {
        var times = operations.Select(_ => new List<double>(rounds * count)).ToArray();
        for (var round = -1; round < rounds; round++)
        {
            for (var which = 0; which < operations.Length; which++)
            {
                for (var i = 0; i < count; i++)
                {
                    var start = Stopwatch.GetTimestamp();
                    await operations[which]((round + 1) * count + i);
                    // The round before the first only warms up.
                    if (round >= 0)
                        times[which].Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
                }
            }
        }

        return [.. times.Select(Median)];
    }

    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted[sorted.Count / 2];
    }
}
