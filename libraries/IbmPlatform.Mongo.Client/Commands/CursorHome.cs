using IbmPlatform.Mongo.Client.Connections;
using IbmPlatform.Mongo.Client.Topology;

namespace IbmPlatform.Mongo.Client.Commands;

/// <summary>Where a cursor lives: on its server and, behind a load balancer, on the connection that is kept for it.</summary>
internal readonly record struct CursorHome(ServerAddress? Server, ServerNode? Node = null, Connection? Connection = null)
{
    /// <summary>Gives the connection back that was kept; the cursor needs it no more.</summary>
    public void Release()
    {
        if (Connection is null)
            return;
        Connection.IsKept = false;
        Node!.Pool.Return(Connection);
    }
}
