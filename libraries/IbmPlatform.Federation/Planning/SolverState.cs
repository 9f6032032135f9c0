using System.Collections.Immutable;
using System.Numerics;

namespace IbmPlatform.Federation.Planning;

/// <summary>The arrivals at one place while it is being solved.</summary>
/// <param name="Arrivals">The arrivals, those that came with the field first.</param>
/// <param name="Peers">The subgraphs, as bits, that could have answered the field that leads here.</param>
/// <param name="Cost">What has been added to the plan so far.</param>
internal sealed record SolverState(ImmutableArray<Arrival> Arrivals, BigInteger Peers, int Cost)
{
    // A request costs far more than a field; a request that must wait for another costs a little more than one that need not.
    private const int RequestCost = 1000;
    private const int WaitCost = 10;

    public SolverState Open(Arrival arrival) => this with
    {
        Arrivals = Arrivals.Add(arrival),
        Cost = Cost + RequestCost + (WaitCost * Level(arrival.Opening!.Dependencies)),
    };

    public SolverState Paying(int cost) => cost == 0 ? this : this with { Cost = Cost + cost };

    /// <summary>Lets an entity request that is made anyway carry more fields in its representations.</summary>
    public SolverState Extend(int arrival, ImmutableList<Resolution> representation)
    {
        var opening = Arrivals[arrival].Opening!;
        var extended = opening with
        {
            Representation = opening.Representation.AddRange(representation),
            Dependencies = opening.Dependencies | Dependencies(representation),
        };
        return this with { Arrivals = Arrivals.SetItem(arrival, Arrivals[arrival] with { Opening = extended }) };
    }

    public static BigInteger Dependencies(IEnumerable<Resolution> representation) =>
        representation.Aggregate(BigInteger.Zero, (bits, resolution) => bits | PlaceSolution.Bits(resolution));

    /// <summary>Whether any of these arrivals waits, at once or through others, for the given one.</summary>
    public bool Reaches(BigInteger from, int arrival)
    {
        var seen = BigInteger.Zero;
        var open = from;
        while (!open.IsZero)
        {
            var next = (int)BigInteger.TrailingZeroCount(open);
            if (next == arrival) return true;
            seen |= PlaceSolution.Bit(next);
            open = (open | (Arrivals[next].Opening?.Dependencies ?? BigInteger.Zero)) & ~seen;
        }

        return false;
    }

    private int Level(BigInteger dependencies)
    {
        var level = 0;
        for (var i = 0; i < Arrivals.Length; i++)
        {
            if (!(dependencies & PlaceSolution.Bit(i)).IsZero && Arrivals[i].Opening is { } opening) level = Math.Max(level, 1 + Level(opening.Dependencies & ~PlaceSolution.Bit(i)));
        }

        return level;
    }
}
