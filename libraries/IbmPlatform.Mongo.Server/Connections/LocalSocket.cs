using System.Net.Sockets;

namespace IbmPlatform.Mongo.Server.Connections;

/// <summary>A Unix domain socket: a file by which clients on this machine connect, those of the server's own user alone.</summary>
internal static class LocalSocket
{
    // sockaddr_un has room for 108 bytes with the last zero on Linux, for 104 elsewhere.
    private const int MaxPathLength = 103;

    /// <exception cref="MongoServerException">The path cannot be had, and why.</exception>
    public static Socket Listen(string path)
    {
        if (System.Text.Encoding.UTF8.GetByteCount(path) > MaxPathLength)
            throw new MongoServerException($"The socket's path '{path}' is longer than the {MaxPathLength} bytes that operating systems take; choose a shorter one.");
        var endPoint = new UnixDomainSocketEndPoint(path);
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            RemoveStale(path, endPoint);
            socket.Bind(endPoint);
            // Before it listens nobody can have connected.
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            socket.Listen();
            return socket;
        }
        catch (Exception fault) when (fault is SocketException or IOException or UnauthorizedAccessException)
        {
            socket.Dispose();
            throw new MongoServerException($"Cannot listen on the socket '{path}': {fault.Message}.", fault);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    // A server that was killed has left its file behind; one that runs answers.
    private static void RemoveStale(string path, UnixDomainSocketEndPoint endPoint)
    {
        if (!File.Exists(path))
            return;
        if (CanOpen(path))
            throw new MongoServerException($"'{path}' is a file, and no socket that a server left behind; choose another path, or remove it.");
        using var probe = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            probe.Connect(endPoint);
        }
        catch (SocketException fault) when (fault.SocketErrorCode == SocketError.ConnectionRefused)
        {
            File.Delete(path);
            return;
        }

        throw new MongoServerException($"The socket '{path}' is another process's, which answers on it; choose another path or stop that process.");
    }

    // Sockets cannot be opened (ENXIO).
    private static bool CanOpen(string path)
    {
        try
        {
            using var file = File.OpenHandle(path);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }
}
