using IbmPlatform.Mongo.Client.Topology;

namespace IbmPlatform.Mongo.Client.Tests.Specifications;

/// <summary>The specifications' names of server kinds.</summary>
internal static class SpecificationNames
{
    private static readonly Dictionary<string, ServerKind> Kinds = new()
    {
        ["Unknown"] = ServerKind.Unknown,
        ["PossiblePrimary"] = ServerKind.PossiblePrimary,
        ["Standalone"] = ServerKind.Standalone,
        ["LoadBalancer"] = ServerKind.LoadBalancer,
        ["Mongos"] = ServerKind.Router,
        ["RSPrimary"] = ServerKind.Primary,
        ["RSSecondary"] = ServerKind.Secondary,
        ["RSArbiter"] = ServerKind.Arbiter,
        ["RSOther"] = ServerKind.OtherMember,
        ["RSGhost"] = ServerKind.Ghost,
    };

    public static ServerKind Read(string name) => Kinds[name];

    public static string Of(ServerKind kind) => Kinds.Single(k => k.Value == kind).Key;
}
