using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using IbmPlatform.GraphQL.Server.Tests.Streaming;

namespace IbmPlatform.GraphQL.Server.Tests;

/// <summary>
/// Attacks on the transports: each is refused in a small multiple of the processor time that a small query takes over the same transport, both
/// ends together, in the same run. Attacks that documents and variables make are the engine's tests' concern.
/// </summary>
[Collection(AloneCollection.Name)]
public sealed class HttpAttackTests(KestrelFixture server, StreamServer streams) : IClassFixture<KestrelFixture>, IClassFixture<StreamServer>
{
    private const int Rounds = 10;

    // Unoptimised code; a flaw that grows faster than what is sent exceeds it by orders of magnitude.
    private const int SmallMultiple = 50;
    private const int BytesOfOneMore = 2_000;

    private const string Small = """{"query":"{ greet }"}""";

    public static TheoryData<string, string, string, string?, string> Bodies => new()
    {
        { "a batch where there are none", "/graphql", Batch(300), null, "BATCHING_NOT_SUPPORTED" },
        { "a batch of very many", "/batches", Batch(40_000), null, "BATCH_TOO_LARGE" },
        { "a body without end", "/graphql", new string(' ', 20_000_000), null, "BODY_TOO_LARGE" },
        { "a body that inflates", "/graphql", new string(' ', 20_000_000), "gzip", "UNSUPPORTED_CONTENT_ENCODING" },
        { "deep variables", "/batches", $$"""{"query":"{greet}","variables":{"a":{{new string('[', 400_000)}}{{new string(']', 400_000)}} } }""", null, "JSON_TOO_DEEP" },
    };

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task An_attack_by_its_body_is_refused_in_a_small_multiple_of_a_small_querys_time(string attack, string path, string text, string? coding, string code)
    {
        var body = Encoded(text, coding);
        await CompareAsync(
            attack, body.Length,
            async () => Assert.Contains("Hello", await PostAsync("/graphql", Encoding.UTF8.GetBytes(Small), null), StringComparison.Ordinal),
            async () => Assert.Contains(code, await PostAsync(path, body, coding), StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_subscription_before_init_is_refused_in_a_small_multiple_of_a_small_querys_time() => await CompareAsync(
        "a start before init", 0, SmallOverSocketAsync,
        async () =>
        {
            using var socket = await RawSocket.ConnectAsync(streams.Url);
            await socket.SubscribeAsync("a", "subscription { flood(id: \"cheap\") }");
            Assert.StartsWith("4401", await socket.ReceiveAsync(), StringComparison.Ordinal);
            Assert.Equal(0, streams.Feed["cheap"].Pulled);
        });

    [Fact]
    public async Task Subscriptions_without_end_are_refused_in_a_small_multiple_of_a_small_querys_time()
    {
        using var socket = await RawSocket.InitialisedAsync(streams.Address("/small"), "cheap-many");
        foreach (var id in new[] { "cheap-1", "cheap-2" })
        {
            await socket.SubscribeAsync(id, $"subscription {{ hold(id: \"{id}\") }}");
            await socket.ReceiveAsync();
        }

        var round = 0;
        await CompareAsync("one subscription too many", 0, SmallOverSocketAsync, async () =>
        {
            await socket.SubscribeAsync($"more-{round++}", "subscription { flood(id: \"cheap-3\") }");
            Assert.Contains("MaxOperationsPerConnection", await socket.ReceiveAsync(), StringComparison.Ordinal);
            Assert.Equal(0, streams.Feed["cheap-3"].Pulled);
        });
    }

    private async Task SmallOverSocketAsync()
    {
        using var socket = await RawSocket.InitialisedAsync(streams.Url, "small");
        await socket.SubscribeAsync("a", "{ greet }");
        Assert.Contains("Hello", await socket.ReceiveAsync(), StringComparison.Ordinal);
    }

    /// <summary>The cheapest of several rounds each, in turns.</summary>
    private static async Task CompareAsync(string attack, int bytes, Func<Task> small, Func<Task> attacking)
    {
        var (plain, attacked) = (TimeSpan.MaxValue, TimeSpan.MaxValue);
        for (var round = 0; round < Rounds; round++)
        {
            plain = Min(plain, await TimeAsync(small));
            attacked = Min(attacked, await TimeAsync(attacking));
        }

        var allowed = SmallMultiple + (bytes / BytesOfOneMore);
        Assert.True(
            attacked <= plain * allowed,
            $"{attack}: {attacked.TotalMicroseconds:F0} µs for {bytes} bytes, a small query takes {plain.TotalMicroseconds:F0} µs; {allowed} times as long are allowed.");
    }

    private static async Task<TimeSpan> TimeAsync(Func<Task> work)
    {
        var start = Environment.CpuUsage.TotalTime;
        await work();
        return Environment.CpuUsage.TotalTime - start;
    }

    private static TimeSpan Min(TimeSpan a, TimeSpan b) => a < b ? a : b;

    private async Task<string> PostAsync(string path, byte[] body, string? coding)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(server.Url, path)) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        if (coding is not null) request.Content.Headers.ContentEncoding.Add(coding);
        // The server may answer long before it has read all.
        request.Headers.ExpectContinue = true;
        using var response = await server.Client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.NotEqual(HttpStatusCode.InternalServerError, response.StatusCode);
        return await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    private static string Batch(int requests) => $"[{string.Join(',', Enumerable.Repeat("""{"query":"{greet}"}""", requests))}]";

    private static byte[] Encoded(string text, string? coding)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        if (coding is null) return bytes;
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true)) gzip.Write(bytes);
        return packed.ToArray();
    }
}
