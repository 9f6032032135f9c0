using IbmPlatform.GraphQL.Errors;
using IbmPlatform.ServiceDefaults.Aggregates;
using IbmPlatform.ServiceDefaults.Paging;

namespace IbmPlatform.ServiceDefaults.Tests.Paging;

public sealed class KeysetTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Pages_joined_are_the_whole_list_whatever_is_missing_or_equal(bool descending)
    {
        await using var store = new TestStore();
        var things = store.Things(await store.OwnerAsync());
        await things.InsertMissingAsync(
            [Thing.Of("a", 2), Thing.Of("b"), Thing.Of("c", 1), Thing.Of("d", 2), Thing.Of("e"), Thing.Of("f", 3), Thing.Of("g", 2)], Change.BySystem, store.Token);
        OrderKey[] order = [new("state.rank", descending)];
        var whole = (await things.PageAsync([], order, PageRequest.Of(100, null), store.Token)).Nodes.Select(t => t.Id).ToList();

        var forward = new List<string>();
        for (string? after = null; ;)
        {
            var page = await things.PageAsync([], order, PageRequest.Of(2, after), store.Token);
            forward.AddRange(page.Nodes.Select(t => t.Id));
            Assert.Equal(7, await page.Count(store.Token));
            if (!page.PageInfo.HasNextPage)
                break;
            after = page.PageInfo.EndCursor;
        }
        var backward = new List<string>();
        for (string? before = null; ;)
        {
            var page = await things.PageAsync([], order, PageRequest.Of(null, null, 3, before), store.Token);
            backward.InsertRange(0, page.Nodes.Select(t => t.Id));
            if (!page.PageInfo.HasPreviousPage)
                break;
            before = page.PageInfo.StartCursor;
        }

        Assert.Equal(7, whole.Count);
        Assert.Equal(whole, forward);
        Assert.Equal(whole, backward);
    }

    [Fact]
    public async Task A_cursor_stays_where_it_is_when_records_come_and_its_own_goes()
    {
        await using var store = new TestStore();
        var things = store.Things(await store.OwnerAsync());
        await things.InsertMissingAsync([Thing.Of("b"), Thing.Of("d"), Thing.Of("f")], Change.BySystem, store.Token);
        var first = await things.PageAsync([], [], PageRequest.Of(2, null), store.Token);

        await things.InsertMissingAsync([Thing.Of("a"), Thing.Of("e")], Change.BySystem, store.Token);
        await things.RemoveAsync((await things.FindAsync("thing/d", store.Token))!, Change.BySystem, store.Token);
        var second = await things.PageAsync([], [], PageRequest.Of(2, first.PageInfo.EndCursor), store.Token);

        Assert.Equal(["thing/e", "thing/f"], second.Nodes.Select(t => t.Id));
    }

    [Theory]
    [InlineData(101, null, null, null, "first is 101")]
    [InlineData(-1, null, null, null, "first is -1")]
    [InlineData(20, null, null, "x", "before needs last")]
    [InlineData(null, "x", 5, null, "last counts from the end")]
    [InlineData(20, null, 5, null, "first counts from the start")]
    public void Arguments_that_contradict_each_other_are_refused(int? first, string? after, int? last, string? before, string message)
    {
        var fault = Assert.Throws<GraphQLException>(() => PageRequest.Of(first, after, last, before));
        Assert.StartsWith(message, fault.Error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cursor_of_another_order_is_refused()
    {
        await using var store = new TestStore();
        var things = store.Things(await store.OwnerAsync());
        await things.InsertMissingAsync([Thing.Of("a"), Thing.Of("b")], Change.BySystem, store.Token);
        var page = await things.PageAsync([], [], PageRequest.Of(1, null), store.Token);

        var fault = await Assert.ThrowsAsync<GraphQLException>(() =>
            things.PageAsync([], [new OrderKey("state.rank"), new OrderKey("state.name")], PageRequest.Of(1, page.PageInfo.EndCursor), store.Token));
        Assert.Contains("belongs to another order", fault.Error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cursor_of_another_list_is_refused()
    {
        await using var store = new TestStore();
        var things = store.Things(await store.OwnerAsync());
        await things.InsertMissingAsync([Thing.Of("a"), Thing.Of("b")], Change.BySystem, store.Token);
        var ofAll = (await things.PageAsync([], [], PageRequest.Of(1, null), store.Token)).PageInfo.EndCursor;
        var ofOne = Keyset.PageOf(["x", "y"], name => name, PageRequest.Of(1, null), "thing/a names").PageInfo.EndCursor;

        Refused(() => Keyset.PageOf(["x", "y"], name => name, PageRequest.Of(1, ofAll), "thing/a names"));
        Refused(() => Keyset.PageOf(["x", "y"], name => name, PageRequest.Of(1, ofOne), "thing/b names"));
        await Assert.ThrowsAsync<GraphQLException>(() => things.PageAsync([], [], PageRequest.Of(1, ofOne), store.Token));
        Assert.Equal(["y"], Keyset.PageOf(["x", "y"], name => name, PageRequest.Of(1, ofOne), "thing/a names").Nodes);
    }

    [Theory]
    [InlineData(101, null, "first is 101; expected 0 to 100. Ask for more with a further page: after takes the endCursor of the last one.")]
    [InlineData(null, 101, "last is 101; expected 0 to 100. Ask for more with a further page: before takes the startCursor of the last one.")]
    public void Too_large_a_page_is_told_the_way_to_the_next_one(int? first, int? last, string told) =>
        Assert.Equal(told, Assert.Throws<GraphQLException>(() => PageRequest.Of(first, null, last)).Error.Message);

    private static void Refused(Func<object> page) =>
        Assert.Contains("is no cursor of this list", Assert.Throws<GraphQLException>(page).Error.Message, StringComparison.Ordinal);
}
