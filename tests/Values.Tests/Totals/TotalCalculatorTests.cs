using IbmPlatform.Values;
using IbmPlatform.Values.Totals;

namespace IbmPlatform.Values.Tests.Totals;

public sealed class TotalCalculatorTests
{
    private static readonly Money BomcaBudget = new(4_954_785m, "EUR");

    [Fact]
    public void A_stated_share_of_a_stated_budget_is_counted_to_the_cent()
    {
        var total = Explain(["a"], [new TotalLine("contribution/a", "a", null) { SharePercent = 90.9m, ShareOf = BomcaBudget }]);

        Assert.Equal(new Money(4_503_899.57m, "EUR"), total.Value);
    }

    [Fact]
    public void Nothing_stated_is_null_and_never_zero()
    {
        var total = Explain(["a", "b"], [new TotalLine("contribution/a", "a", null)]);

        Assert.Null(total.Value);
        Assert.Equal(2, total.ProjectsNotStated);
        Assert.Equal((ExclusionReason.NotStated, 1), (total.Excluded.Single().Reason, total.Excluded.Single().Count));
    }

    [Fact]
    public void A_revised_budget_gives_way_to_its_revision()
    {
        var total = Explain(["a"], [Line("budget/1", "a", 100m), Line("budget/2", "a", 120m) with { Revises = "budget/1" }]);

        Assert.Equal(120m, total.Value!.Amount);
        Assert.Equal(ExclusionReason.Revised, total.Excluded.Single().Reason);
    }

    [Fact]
    public void A_revision_without_an_amount_leaves_the_original_counted()
    {
        var total = Explain(["a"], [Line("budget/1", "a", 100m), new TotalLine("budget/2", "a", null) { Revises = "budget/1" }]);

        Assert.Equal(100m, total.Value!.Amount);
    }

    [Fact]
    public void A_childs_money_is_counted_with_its_parent_only()
    {
        var total = Explain(["programme", "child"], [Line("contribution/p", "programme", 10m), Line("contribution/c", "child", 4m) with { PartOf = "contribution/p" }]);

        Assert.Equal(10m, total.Value!.Amount);
        Assert.Equal(ExclusionReason.ChildOfCounted, total.Excluded.Single().Reason);
    }

    [Fact]
    public void Two_lines_that_name_each_other_as_the_same_money_count_once()
    {
        var total = Explain(["a"], [Line("t/1", "a", 7m) with { SameMoneyAs = "t/2" }, Line("t/2", "a", 7m) with { SameMoneyAs = "t/1" }]);

        Assert.Equal(7m, total.Value!.Amount);
        Assert.Equal(1, total.IncludedCount);
    }

    [Fact]
    public void A_part_that_no_source_states_excludes_the_line_and_names_it()
    {
        var question = new TotalQuestion(FundingBasis.Contribution, ["a", "b"]) { PartOfProject = project => project == "a" ? 25m : null };

        var total = TotalCalculator.Explain(question, [Line("c/a", "a", 10m), Line("c/b", "b", 10m)], new NoRates());

        Assert.Equal(2.5m, total.Value!.Amount);
        Assert.Equal(25m, total.Lines.Single().SharePercent);
        Assert.Equal("c/b", total.Excluded.Single().Lines.Single().LineId);
        Assert.Equal(ExclusionReason.ShareNotStated, total.Excluded.Single().Reason);
    }

    [Fact]
    public void A_line_in_another_currency_counts_at_the_rate_of_its_date_or_not_at_all()
    {
        var lines = new[]
        {
            new TotalLine("c/1", "a", new Money(1000m, "JPY")) { ValueDate = PartialDate.Parse("2015-07") },
            new TotalLine("c/2", "a", new Money(1000m, "JPY")),
        };
        var rate = new RateUse("JPY", "EUR", 0.0074m, PartialDate.Parse("2015-07"), "a named source");

        var total = TotalCalculator.Explain(new TotalQuestion(FundingBasis.Contribution, ["a"]) { Currency = "EUR" }, lines, new OneRate(rate));

        Assert.Equal(new Money(7.40m, "EUR"), total.Value);
        Assert.Equal([rate], total.Rates);
        Assert.Equal(ExclusionReason.NoRate, total.Excluded.Single().Reason);
    }

    [Fact]
    public void Lines_of_one_currency_are_summed_in_it_when_none_is_asked_for()
    {
        var total = Explain(["a"], [new TotalLine("c/1", "a", new Money(5m, "CHF"))]);

        Assert.Equal(new Money(5m, "CHF"), total.Value);
        Assert.Empty(total.Rates);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(20261122)]
    public void Every_line_ends_in_the_total_or_in_one_exclusion_and_the_shown_lines_add_up(int seed)
    {
        var random = new Random(seed);
        for (var run = 0; run < 200; run++)
        {
            var lines = Enumerable.Range(0, random.Next(0, 12)).Select(i => new TotalLine(
                $"l/{i}", $"p/{random.Next(4)}", random.Next(4) == 0 ? null : new Money(random.Next(1, 100_000) / 100m, random.Next(3) == 0 ? "CHF" : "EUR"))
            {
                Revises = random.Next(4) == 0 ? $"l/{random.Next(12)}" : null,
                PartOf = random.Next(5) == 0 ? $"l/{random.Next(12)}" : null,
                SameMoneyAs = random.Next(5) == 0 ? $"l/{random.Next(12)}" : null,
            }).ToList();

            var total = Explain(["p/0", "p/1", "p/2", "p/3"], lines);

            Assert.Equal(lines.Count, total.IncludedCount + total.Excluded.Sum(exclusion => exclusion.Count));
            Assert.Equal(lines.Select(line => line.Id).Order(StringComparer.Ordinal), total.Lines.Concat(total.Excluded.SelectMany(e => e.Lines)).Select(line => line.LineId).Order(StringComparer.Ordinal));
            Assert.Equal(total.Value?.Amount ?? 0m, total.Lines.Sum(line => line.Counted.Amount));
        }
    }

    private static TotalLine Line(string id, string project, decimal euros) => new(id, project, new Money(euros, "EUR"));

    private static ExplainedTotal Explain(string[] projects, TotalLine[] lines) => Explain(projects, (IReadOnlyCollection<TotalLine>)lines);

    private static ExplainedTotal Explain(string[] projects, IReadOnlyCollection<TotalLine> lines) =>
        TotalCalculator.Explain(new TotalQuestion(FundingBasis.Contribution, projects), lines, new NoRates());

    private sealed class NoRates : IExchangeRates
    {
        public RateUse? Find(string from, string to, PartialDate? date) => null;
    }

    private sealed class OneRate(RateUse rate) : IExchangeRates
    {
        public RateUse? Find(string from, string to, PartialDate? date) => date == rate.Date && from == rate.From && to == rate.To ? rate : null;
    }
}
