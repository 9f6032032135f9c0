namespace IbmPlatform.Values.Totals;

/// <summary>Sums lines of one basis so that no money is counted twice and every line is accounted for.</summary>
public static class TotalCalculator
{
    /// <summary>Every line given ends either in the total or in one exclusion.</summary>
    public static ExplainedTotal Explain(TotalQuestion question, IReadOnlyCollection<TotalLine> lines, IExchangeRates rates)
    {
        var ordered = lines.OrderBy(line => line.Id, StringComparer.Ordinal).ToList();
        var currency = question.Currency ?? SharedCurrency(ordered) ?? TotalQuestion.DefaultCurrency;
        var duplicates = Duplicates(ordered);
        var counted = new List<CountedLine>();
        var excluded = new SortedDictionary<ExclusionReason, List<CountedLine>>();
        foreach (var line in ordered)
        {
            var reason = duplicates.TryGetValue(line.Id, out var duplicate) ? duplicate : Count(line, question, currency, rates, counted);
            if (reason is not { } why)
                continue;
            if (!excluded.TryGetValue(why, out var left))
                excluded.Add(why, left = []);
            left.Add(new CountedLine(line.Id, new Money(0m, currency), null, null));
        }
        var stated = ordered.Where(line => line.Worth is not null).Select(line => line.ProjectId).ToHashSet(StringComparer.Ordinal);
        return new ExplainedTotal(
            counted.Count == 0 ? null : new Money(counted.Sum(line => line.Counted.Amount), currency),
            question.Basis,
            counted,
            [.. excluded.Select(group => new Exclusion(group.Key, group.Value))],
            question.ProjectIds.Count(project => !stated.Contains(project)));
    }

    private static ExclusionReason? Count(TotalLine line, TotalQuestion question, string currency, IExchangeRates rates, List<CountedLine> counted)
    {
        if (line.Worth is not { } worth)
            return ExclusionReason.NotStated;
        var part = question.PartOfProject is { } parts ? parts(line.ProjectId) : 100m;
        if (part is not { } percent)
            return ExclusionReason.ShareNotStated;
        RateUse? rate = null;
        if (worth.Currency != currency && (rate = rates.Find(worth.Currency, currency, line.ValueDate)) is null)
            return ExclusionReason.NoRate;
        var amount = Cents.Of(worth.Amount * percent / 100m * (rate?.Rate ?? 1m));
        counted.Add(new CountedLine(line.Id, new Money(amount, currency), percent == 100m ? null : percent, rate));
        return null;
    }

    private static Dictionary<string, ExclusionReason> Duplicates(List<TotalLine> lines)
    {
        var present = lines.ToDictionary(line => line.Id, StringComparer.Ordinal);
        var reasons = new Dictionary<string, ExclusionReason>(StringComparer.Ordinal);
        foreach (var line in lines)
        {
            if (line.Revises is { } revised && revised != line.Id && present.ContainsKey(revised) && line.Worth is not null)
                reasons[revised] = ExclusionReason.Revised;
        }
        foreach (var line in lines.Where(line => !reasons.ContainsKey(line.Id)))
        {
            if (Stands(line, line.PartOf))
                reasons[line.Id] = ExclusionReason.ChildOfCounted;
            else if (Stands(line, line.SameMoneyAs))
                reasons[line.Id] = ExclusionReason.SameMoney;
        }
        return reasons;

        // A line gives way only to one that has an amount and has not itself given way: of two that name each other, the first stays.
        bool Stands(TotalLine line, string? other) => other is not null && other != line.Id && !reasons.ContainsKey(other) && present.GetValueOrDefault(other)?.Worth is not null;
    }

    private static string? SharedCurrency(List<TotalLine> lines)
    {
        var currencies = lines.Select(line => line.Worth?.Currency).OfType<string>().Distinct(StringComparer.Ordinal).Take(2).ToList();
        return currencies.Count == 1 ? currencies[0] : null;
    }
}
