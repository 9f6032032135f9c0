namespace IbmPlatform.GraphQL.Tests.Differential;

/// <summary>The choices of one generated case: the same seed makes the same choices.</summary>
internal sealed class Chance(int seed)
{
    private readonly Random _random = new(seed);

    public int Below(int maximum) => _random.Next(maximum);

    /// <summary>True that many times in a hundred.</summary>
    public bool Percent(int percent) => _random.Next(100) < percent;

    public T Of<T>(IReadOnlyList<T> choices) => choices[_random.Next(choices.Count)];
}
