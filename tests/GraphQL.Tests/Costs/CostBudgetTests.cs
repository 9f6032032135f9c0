using IbmPlatform.GraphQL.Costs;

namespace IbmPlatform.GraphQL.Tests.Costs;

public class CostBudgetTests
{
    [Fact]
    public void A_client_spends_its_budget_and_is_told_when_to_come_back()
    {
        var time = new ManualTime();
        var budget = new CostBudget(600, time);
        Assert.Null(budget.Spend("a", 500));
        Assert.Equal(TimeSpan.FromSeconds(10), budget.Spend("a", 200));
        time.Advance(TimeSpan.FromSeconds(10));
        Assert.Null(budget.Spend("a", 200));
        Assert.Equal(TimeSpan.FromSeconds(0.1), budget.Spend("a", 1));
    }

    [Fact]
    public void One_client_does_not_spend_another_ones()
    {
        var budget = new CostBudget(600, new ManualTime());
        Assert.Null(budget.Spend("a", 600));
        Assert.Null(budget.Spend("b", 600));
        Assert.NotNull(budget.Spend("a", 1));
    }

    [Fact]
    public void A_full_bucket_holds_a_minute_and_no_more()
    {
        var time = new ManualTime();
        var budget = new CostBudget(600, time);
        Assert.Null(budget.Spend("a", 600));
        time.Advance(TimeSpan.FromHours(1));
        Assert.Null(budget.Spend("a", 600));
        Assert.NotNull(budget.Spend("a", 1));
    }

    [Fact]
    public void Clients_that_come_once_are_forgotten()
    {
        var time = new ManualTime();
        var budget = new CostBudget(600, time);
        for (var i = 0; i < 50_000; i++)
        {
            Assert.Null(budget.Spend($"client {i}", 1));
            time.Advance(TimeSpan.FromMilliseconds(10));
        }

        Assert.True(budget.Count <= 20_000, $"{budget.Count} clients are kept.");
    }

    private sealed class ManualTime : TimeProvider
    {
        private long _now;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _now;

        public void Advance(TimeSpan by) => _now += by.Ticks;
    }
}
