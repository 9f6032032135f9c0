using System.Collections.Concurrent;
using IbmPlatform.Mongo.Client.Tests.Unified;
using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Client.Tests.Specifications;

/// <summary>The published tests in the unified test format, against the embedded server behind a proxy that plays what they need.</summary>
public sealed class UnifiedSpecificationTests
{
    /// <summary>Runs only the files whose names hold this.</summary>
    private const string FilterVariable = "IBM_MONGO_UNIFIED";

    /// <summary>The tests of timeoutMS have limits of milliseconds that a busy machine can break: one that fails is run again.</summary>
    private const int MostRuns = 4;

    private static readonly string[] Folders =
    [
        "crud/tests", "collection-management/tests", "command-logging-and-monitoring/tests", "index-management/tests", "sessions/tests", "change-streams/tests",
        "retryable-reads/tests", "retryable-writes/tests", "read-write-concern/tests/operation", "client-side-operations-timeout/tests", "run-command/tests",
        "versioned-api/tests", "connection-monitoring-and-pooling/tests/logging", "load-balancers/tests", "server-discovery-and-monitoring/tests/unified", "server-selection/tests/logging",
    ];

    private readonly ConcurrentBag<(string Folder, string Test, string Outcome, string Detail)> outcomes = [];

    [Fact]
    public async Task The_published_operations_do_what_is_published()
    {
        var filter = Environment.GetEnvironmentVariable(FilterVariable);
        var files = Folders.SelectMany(f => SpecificationFiles.Under(f).Select(file => (Folder: f, file.Name, Text: file.Json.GetRawText())))
            .Where(f => string.IsNullOrEmpty(filter) || f.Name.Contains(filter, StringComparison.Ordinal)).ToList();
        await Parallel.ForEachAsync(files, new ParallelOptions { MaxDegreeOfParallelism = 6 }, async (file, _) => await RunFileAsync(file.Folder, file.Name, ExtendedJson.Parse(file.Text)));
        Report(isWhole: string.IsNullOrEmpty(filter));
    }

    private async Task RunFileAsync(string folder, string name, BsonDocument file)
    {
        SpecificationServer? server = null;
        foreach (var test in file["tests"].AsArray.Select(t => t.AsDocument))
        {
            var title = $"{name}: {test["description"].AsString}";
            var reason = Unsupported.ReasonOf(Path.GetFileName(name), file, test) ?? (test.Find("skipReason") as BsonString)?.Value;
            var presented = Requirements.Meet(file, test, isRetry: folder.StartsWith("retryable-", StringComparison.Ordinal), out var unmet);
            if (reason is not null || presented.Count == 0)
            {
                outcomes.Add((folder, title, "skipped", reason ?? unmet));
                continue;
            }
            foreach (var one in presented)
            {
                server ??= new SpecificationServer(one);
                server.Presented = one;
                await RunTestAsync(server, folder, title, file, test);
            }
        }
        if (server is not null)
            await server.DisposeAsync();
    }

    private async Task RunTestAsync(SpecificationServer server, string folder, string title, BsonDocument file, BsonDocument test)
    {
        var isTimed = folder.StartsWith("client-side-operations-timeout", StringComparison.Ordinal);
        for (var left = isTimed ? MostRuns : 1; left > 0; left--)
        {
            try
            {
                await using var run = new UnifiedTest(server, file, test);
                await run.RunAsync().WaitAsync(TimeSpan.FromMinutes(1));
                outcomes.Add((folder, title, "passed", ""));
                return;
            }
            catch (NotRunException fault)
            {
                outcomes.Add((folder, title, "skipped", fault.Message));
                return;
            }
            catch (Exception fault)
            {
                if (left == 1)
                    outcomes.Add((folder, title, "failed", $"{title} ({server.Presented}): {fault.GetType().Name} {fault.Message.ReplaceLineEndings(" ")}"));
            }
        }
    }

    private void Report(bool isWhole)
    {
        var output = TestContext.Current.TestOutputHelper!;
        foreach (var folder in outcomes.GroupBy(o => o.Folder).OrderBy(g => g.Key, StringComparer.Ordinal))
            output.WriteLine($"{folder.Key}: {Count(folder)}");
        output.WriteLine($"Together: {Count(outcomes)}, because of:");
        foreach (var reason in outcomes.Where(o => o.Outcome == "skipped").GroupBy(o => o.Detail, o => o.Test).OrderByDescending(g => g.Distinct().Count()))
            output.WriteLine($"  {reason.Distinct().Count(),4} {reason.Key}");
        var failed = outcomes.Where(o => o.Outcome == "failed").Select(o => o.Detail).Order(StringComparer.Ordinal).ToList();
        Assert.True(failed.Count == 0, $"{failed.Count} failed:\n{string.Join('\n', failed)}");
        Assert.True(outcomes.Any(o => o.Outcome == "passed"), "No test was run.");
        if (isWhole)
            Assert.Empty(Unsupported.NeverMet);
    }

    /// <summary>A test that runs on several kinds of deployment is one test of several runs.</summary>
    private static string Count(IEnumerable<(string Folder, string Test, string Outcome, string Detail)> outcomes)
    {
        var tests = outcomes.GroupBy(o => o.Test).ToList();
        var run = tests.Where(t => t.Any(o => o.Outcome != "skipped")).ToList();
        return $"{run.Count} of {tests.Count} tests run ({run.Sum(t => t.Count())} runs), {run.Count(t => t.Any(o => o.Outcome == "failed"))} failed, {tests.Count - run.Count} skipped";
    }
}
