using IbmPlatform.Mongo.Client.Connections;

namespace IbmPlatform.Mongo.Client.Topology;

/// <summary>What is known of a server; <paramref name="Error"/> says why nothing is.</summary>
internal sealed record ServerDescription(ServerAddress Address, ServerKind Kind, HelloReply? Hello = null, Exception? Error = null)
{
    /// <summary>Of the last hello, or of the error that made the server unknown.</summary>
    public TopologyVersion? Version { get; init; } = Hello?.TopologyVersion;

    /// <summary>How long a hello takes, averaged over time.</summary>
    public TimeSpan RoundTrip { get; init; }

    /// <summary>When the server said so.</summary>
    public DateTimeOffset At { get; init; }

    public bool HoldsData => Kind is ServerKind.Standalone or ServerKind.Router or ServerKind.LoadBalancer or ServerKind.Primary or ServerKind.Secondary;

    public static ServerDescription Of(ServerAddress address, HelloReply hello) => new(address, KindOf(hello), hello);

    public static ServerDescription NotAskedYet(ServerAddress address) => new(address, ServerKind.Unknown);

    /// <summary>Nobody asks it what it is (load balancer specification).</summary>
    public static ServerDescription Balancer(ServerAddress address) => new(address, ServerKind.LoadBalancer);

    public static ServerDescription Failed(ServerAddress address, Exception error, TopologyVersion? version = null) =>
        new(address, ServerKind.Unknown, Error: error) { Version = version };

    public override string ToString() => Error is null ? Kind.ToString() : $"unknown ({Error.Message})";

    private static ServerKind KindOf(HelloReply hello) => hello switch
    {
        { IsOk: false } => ServerKind.Unknown,
        { IsGhost: true } => ServerKind.Ghost,
        { IsRouter: true } => ServerKind.Router,
        { SetName: null } => ServerKind.Standalone,
        { IsWritablePrimary: true } => ServerKind.Primary,
        { IsHidden: true } => ServerKind.OtherMember,
        { IsSecondary: true } => ServerKind.Secondary,
        { IsArbiter: true } => ServerKind.Arbiter,
        _ => ServerKind.OtherMember,
    };
}
