using System.Net;
using System.Net.Sockets;

namespace IbmPlatform.EndToEnd.Tests.Running;

/// <summary>Ports in a row, as <c>services/distributed.sh</c> takes them.</summary>
internal static class PortBlock
{
    /// <summary>The first of so many loopback ports that were free a moment ago, below those that the system gives to clients.</summary>
    public static int Free(int count)
    {
        for (var attempt = 0; attempt < 100; attempt++)
        {
            var first = Random.Shared.Next(20_000, 32_000);
            if (Enumerable.Range(first, count).All(IsFree))
                return first;
        }
        throw new InvalidOperationException($"No {count} free loopback ports in a row were found.");
    }

    private static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
