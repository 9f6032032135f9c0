using IbmPlatform.Mongo.Client.Connections;

namespace IbmPlatform.Mongo.Client.Topology;

/// <summary>What is known of a server; <paramref name="Error"/> says why nothing is.</summary>
internal sealed record ServerDescription(ServerKind Kind, HelloReply? Hello, Exception? Error)
{
    public static ServerDescription NotAskedYet { get; } = new(ServerKind.Unknown, null, null);

    public static ServerDescription Of(HelloReply hello) => new(KindOf(hello), hello, null);

    public static ServerDescription Failed(Exception error) => new(ServerKind.Unknown, null, error);

    public override string ToString() => Error is null ? Kind.ToString() : $"unknown ({Error.Message})";

    private static ServerKind KindOf(HelloReply hello) => hello switch
    {
        { IsRouter: true } => ServerKind.Router,
        { SetName: null } => hello.Document.Contains("isreplicaset") ? ServerKind.OtherMember : ServerKind.Standalone,
        { IsWritablePrimary: true } => ServerKind.Primary,
        { IsSecondary: true } => ServerKind.Secondary,
        _ => ServerKind.OtherMember,
    };
}
