using System.Globalization;

namespace IbmPlatform.Benchmarks.Stores;

/// <summary>One measured figure beside the parts it is compared with, and what their ratio may be.</summary>
/// <param name="AtMost">True when the ratio has to stay below the limit, false when it has to reach it.</param>
internal sealed record Figure(string Name, double Measured, double Parts, string Unit, double Limit, bool AtMost = true)
{
    public double Ratio => Measured / Parts;

    public bool Holds => AtMost ? Ratio <= Limit : Ratio >= Limit;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"| {Name} | {Measured:0.###} {Unit} | {Parts:0.###} {Unit} | {Ratio:0.00} | {(AtMost ? "≤" : "≥")} {Limit:0.##} | {(Holds ? "holds" : "misses")} |");
}
