using IbmPlatform.ServiceDefaults.Caching;

namespace IbmPlatform.ServiceDefaults.Tests.Caching;

public sealed class RecordCacheTests
{
    private readonly object owner = new();

    [Fact]
    public void A_record_is_found_at_its_own_stamp_only()
    {
        var cache = new RecordCache();
        cache.Set(owner, "thing/a", new Stamp(1, 2, "x"), Thing.Of("a"), 100);

        Assert.True(cache.TryGet<Thing>(owner, "thing/a", new Stamp(1, 2, "x"), out var found));
        Assert.Equal(Thing.Of("a"), found);
        Assert.False(cache.TryGet<Thing>(owner, "thing/a", new Stamp(1, 3, "x"), out _));
        Assert.False(cache.TryGet<Thing>(owner, "thing/a", new Stamp(2, 2, "x"), out _));
        Assert.False(cache.TryGet<Thing>(owner, "thing/a", new Stamp(1, 2, "y"), out _));
        Assert.False(cache.TryGet<Thing>(new object(), "thing/a", new Stamp(1, 2, "x"), out _));
    }

    [Fact]
    public void What_was_used_least_lately_leaves_first_and_the_bound_holds()
    {
        var cache = new RecordCache(maxBytes: 40_000);
        for (var i = 0; i < 10; i++)
            Keep(cache, i);
        Assert.True(Has(cache, 0));

        for (var i = 10; i < 19; i++)
            Keep(cache, i);

        Assert.True(Has(cache, 0));
        Assert.All(Enumerable.Range(1, 9), i => Assert.False(Has(cache, i)));
        Assert.All(Enumerable.Range(10, 9), i => Assert.True(Has(cache, i)));
        Assert.Equal((10, 40_000), (cache.Count, cache.Bytes));
    }

    [Fact]
    public void A_record_that_would_fill_the_cache_is_not_kept_nor_is_what_it_replaces()
    {
        var cache = new RecordCache(maxBytes: 40_000);
        Keep(cache, 1);

        cache.Set(owner, "1", new Stamp(1, 2), Thing.Of("a"), 2_000);

        Assert.False(cache.TryGet<Thing>(owner, "1", new Stamp(1, 2), out _));
        Assert.Equal((0, 0), (cache.Count, cache.Bytes));
    }

    private void Keep(RecordCache cache, int i) => cache.Set(owner, $"{i}", new Stamp(1, 1), Thing.Of($"{i}"), 1_000);

    private bool Has(RecordCache cache, int i) => cache.TryGet<Thing>(owner, $"{i}", new Stamp(1, 1), out _);
}
