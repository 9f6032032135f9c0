using IbmPlatform.GraphQL.Execution.Planning;

namespace IbmPlatform.GraphQL.Tests.Execution;

public sealed class GenerationCacheTests
{
    [Fact]
    public void It_never_holds_more_than_its_capacity()
    {
        var cache = new GenerationCache<int, string>(10);
        for (var i = 0; i < 1_000; i++)
        {
            cache.Add(i, $"{i}");
            Assert.InRange(cache.Count, 1, 10);
        }
    }

    [Fact]
    public void What_is_asked_for_stays_and_what_is_not_goes()
    {
        var cache = new GenerationCache<int, string>(10);
        cache.Add(-1, "used");
        cache.Add(-2, "unused");
        for (var i = 0; i < 100; i++)
        {
            cache.Add(i, "x");
            Assert.Equal("used", cache.Find(-1));
        }

        Assert.Null(cache.Find(-2));
    }

    [Fact]
    public void Without_capacity_it_keeps_nothing()
    {
        var cache = new GenerationCache<int, string>(0);
        cache.Add(1, "x");
        Assert.Null(cache.Find(1));
    }

    [Fact]
    public void Many_threads_can_use_it_at_once()
    {
        var cache = new GenerationCache<int, string>(50);
        Parallel.For(0, 100_000, i =>
        {
            var key = i % 200;
            cache.Add(key, $"{key}");
            if (cache.Find(key) is { } found) Assert.Equal($"{key}", found);
        });
        Assert.InRange(cache.Count, 1, 60);
    }
}
