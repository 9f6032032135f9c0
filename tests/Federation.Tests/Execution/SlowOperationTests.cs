using IbmPlatform.Federation.Execution;
using IbmPlatform.GraphQL.Diagnostics;

namespace IbmPlatform.Federation.Tests.Execution;

/// <summary>The gateway tells of operations that take long, subgraphs included.</summary>
public sealed class SlowOperationTests
{
    private const string Query = "query Slow { node { id } }";

    [Theory]
    [InlineData(999, false)]
    [InlineData(1000, true)]
    public async Task What_takes_a_second_is_told_with_its_hash_and_counts(int milliseconds, bool isSlow)
    {
        var time = new Clock();
        var told = new List<SlowOperation>();
        var subgraphs = new RecipeSubgraphs("one", "type Query @join__type(graph: ONE) { node: Node } type Node @join__type(graph: ONE) { id: ID! }")
            .Answer("one", (_, _) =>
            {
                time.Now += TimeSpan.FromMilliseconds(milliseconds);
                return ValueTask.FromResult("""{"data":{"node":{"id":"a"}}}""");
            });
        var answer = await subgraphs.AskAsync(Query, options: new FederatedExecutorOptions { TimeProvider = time, OnSlowOperation = (slow, _) => told.Add(slow) });
        Assert.Equal("a", answer["data"]!["node"]!["id"]!.GetValue<string>());
        if (!isSlow)
        {
            Assert.Empty(told);
            return;
        }

        var slow = Assert.Single(told);
        Assert.Equal(("Slow", TimeSpan.FromSeconds(1), 2L, 0), (slow.Name, slow.Duration, slow.FieldCount, slow.ErrorCount));
        Assert.Equal(64, slow.DocumentHash.Length);
    }

    private sealed class Clock : TimeProvider
    {
        public TimeSpan Now { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Now.Ticks;
    }
}
