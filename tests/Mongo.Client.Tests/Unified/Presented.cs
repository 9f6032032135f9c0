namespace IbmPlatform.Mongo.Client.Tests.Unified;

/// <summary>What the proxy makes of the embedded server: a kind of deployment and a version.</summary>
/// <param name="Topology">As the unified test format names it: single, replicaset, sharded, load-balanced.</param>
/// <param name="Version">As <c>buildInfo</c> would tell it.</param>
/// <param name="WireVersion">As hello tells it.</param>
internal sealed record Presented(string Topology, Version Version, int WireVersion)
{
    /// <summary>The version that the embedded server states comes first.</summary>
    public static IReadOnlyList<(Version Version, int WireVersion)> Versions { get; } =
        [(new(7, 0, 0), 21), (new(8, 0, 0), 25), (new(4, 2, 0), 8)];

    public static IReadOnlyList<string> Topologies { get; } = ["replicaset", "single", "sharded", "load-balanced"];

    public bool IsReplicated => Topology != "single";

    public override string ToString() => $"{Topology} {Version.ToString(2)}";
}
