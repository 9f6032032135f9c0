namespace IbmPlatform.Benchmarks.Engine;

/// <summary>What a request allocates beyond bare Kestrel's, and whether time grows with the answer and no faster.</summary>
internal static class EngineCosts
{
    private const int Requests = 2_000;
    private static readonly double[] Mebibytes = [0.25, 0.5, 1, 2];

    public static async Task ReportAsync(ServerProcess ours, ServerProcess bytes, TextWriter output)
    {
        foreach (var query in EngineQuery.All)
        {
            var (mine, bare) = (await AllocatedAsync(ours, query), await AllocatedAsync(bytes, query));
            await output.WriteLineAsync(FormattableString.Invariant(
                $"{query.Name}: ours allocates {mine:F0} bytes a request, bare Kestrel {bare:F0}: {mine - bare:F0} beyond{(query.Name == "tiny" ? "   aim 2048" : "")}"));
        }

        foreach (var size in Mebibytes)
        {
            var query = EngineQuery.List(size);
            using var client = EngineScenario.Client(ours, query, 1, 0);
            var length = client.Ask().Length;
            client.Load(TimeSpan.FromSeconds(0.5));
            var latencies = client.Load(TimeSpan.FromSeconds(2)).Order().ToArray();
            var median = latencies[latencies.Length / 2];
            await output.WriteLineAsync(FormattableString.Invariant($"list of {length,8} bytes: median {median,6:F2} ms, {median * 1e6 / length:F2} ns a byte"));
        }
    }

    private static async Task<double> AllocatedAsync(ServerProcess server, EngineQuery query)
    {
        using var client = EngineScenario.Client(server, query, 1, 0);
        client.Ask();
        var requests = query.Name == "list" ? Requests / 20 : Requests;
        // The reading allocates as well: twice without a request between tells how much.
        var first = await server.AllocatedAsync();
        var second = await server.AllocatedAsync();
        for (var i = 0; i < requests; i++) client.Ask();
        var third = await server.AllocatedAsync();
        return (third - second - (second - first)) / (double)requests;
    }
}
