using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using IbmPlatform.EndToEnd.Tests.Running;

namespace IbmPlatform.EndToEnd.Tests;

/// <summary>More at once than the platform can do at once: a standalone of its own, so that no other test waits behind it.</summary>
public sealed class BurstTests
{
    private const int Requests = 500;

    // What the burst's own code, connections and pools may keep for good; the answers in flight must not stay.
    private const long MemoryKept = 400L << 20;

    private static readonly TimeSpan MemoryLimit = TimeSpan.FromSeconds(90);

    [Fact]
    public async Task Each_of_500_joins_of_five_services_at_once_is_answered_rightly_or_told_to_come_again_and_memory_comes_back()
    {
        await using var standalone = new StandaloneSystem();
        await standalone.InitializeAsync();
        var recorded = new RecordedQuery("01-armenia-joins-all-five-services");
        var right = await standalone.Endpoint.ReadAsync(recorded.Query);
        Assert.Equal(await File.ReadAllTextAsync(recorded.AnswerFile, TestContext.Current.CancellationToken), right.ReadableData);
        var before = standalone.WorkingSet;

        var answers = await Task.WhenAll(Enumerable.Range(0, Requests).Select(_ => AskAsync(standalone.Endpoint.Http, recorded.Query)));

        Assert.All(answers, answer => Assert.Contains(answer.Status, (HttpStatusCode[])[HttpStatusCode.OK, HttpStatusCode.ServiceUnavailable]));
        var served = answers.Where(answer => answer.Status == HttpStatusCode.OK).ToList();
        Assert.NotEmpty(served);
        Assert.All(served, answer => Assert.Equal((0, right.DataText), (answer.Answer.Errors.Count, answer.Answer.DataText)));
        Assert.All(answers.Except(served), answer =>
        {
            Assert.True(answer.MaySoonAskAgain);
            Assert.Equal("OVERLOADED", Assert.Single(answer.Answer.Errors).GetProperty("extensions").GetProperty("code").GetString());
        });
        Assert.Equal(right.DataText, (await standalone.Endpoint.ReadAsync(recorded.Query)).DataText);
        await MemoryComesBackAsync(standalone, before);
    }

    private static async Task<(HttpStatusCode Status, bool MaySoonAskAgain, Answer Answer)> AskAsync(HttpClient http, string query)
    {
        using var response = await http.PostAsJsonAsync("/graphql", new { query }, TestContext.Current.CancellationToken);
        var body = await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        return (response.StatusCode, response.Headers.RetryAfter?.Delta > TimeSpan.Zero, Answer.Parse(body));
    }

    private static async Task MemoryComesBackAsync(StandaloneSystem standalone, long before)
    {
        var watch = Stopwatch.StartNew();
        while (standalone.WorkingSet > before + MemoryKept)
        {
            Assert.True(watch.Elapsed < MemoryLimit, $"{standalone.WorkingSet >> 20} MiB are held {MemoryLimit.TotalSeconds:F0} s after the burst, {before >> 20} MiB were before it.");
            await Task.Delay(TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken);
        }
    }
}
