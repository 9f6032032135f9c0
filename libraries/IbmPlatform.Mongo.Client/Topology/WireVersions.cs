namespace IbmPlatform.Mongo.Client.Topology;

/// <summary>The wire versions that this client speaks.</summary>
internal static class WireVersions
{
    /// <summary>MongoDB 3.6, the first with OP_MSG.</summary>
    public const int Oldest = 6;

    /// <summary>The newest published; what a newer server still speaks it states itself.</summary>
    public const int Newest = 27;

    /// <summary>Why a server cannot be talked to, or null.</summary>
    public static string? FaultOf(ServerDescription server)
    {
        if (server is not { Kind: not ServerKind.Unknown, Hello: { } hello })
            return null;
        if (hello.MinWireVersion > Newest)
            return $"{server.Address} requires wire version {hello.MinWireVersion}; this client speaks up to {Newest}. Update the client.";
        return hello.MaxWireVersion < Oldest
            ? $"{server.Address} reports wire version {hello.MaxWireVersion}; this client requires at least {Oldest} (MongoDB 3.6). Update the server."
            : null;
    }
}
