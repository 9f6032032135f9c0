using System.Net.Sockets;
using IbmPlatform.Mongo.Server.Commands;
using IbmPlatform.Mongo.Server.Users;

namespace IbmPlatform.Mongo.Server.Connections;

/// <summary>What one connection is known by: its number, where it comes from, and who has authenticated on it.</summary>
internal sealed class ClientSession(int id, bool isLocal)
{
    private User? loggedIn;
    private CommandContext? running;

    public int Id { get; } = id;

    /// <summary>True for a client on this machine.</summary>
    public bool IsLocal { get; } = isLocal;

    /// <summary>The client's socket; null where it is a stream within the process.</summary>
    public Socket? Peer { get; set; }

    public bool HasPeer => Peer is not null;

    /// <summary>The SCRAM conversation under way; a connection has one at a time.</summary>
    public ScramExchange? Exchange { get; set; }

    /// <summary>Whether the client's hello has agreed on packing messages by zlib.</summary>
    public bool HasAgreedOnZlib { get; set; }

    public int LastConversation { get; set; }

    /// <summary>The command that it runs; null between commands.</summary>
    public CommandContext? Running
    {
        get => Volatile.Read(ref running);
        set => Volatile.Write(ref running, value);
    }

    /// <summary>The user as stored now: one that was dropped or stripped of roles loses them on open connections too.</summary>
    public User? User(UserStore users) =>
        loggedIn is not null && users.Find(loggedIn.Id) is { } user && user.UserId == loggedIn.UserId ? user : null;

    /// <summary>Whether the client has closed its end, and nothing of it waits to be read.</summary>
    public bool HasLeft()
    {
        try
        {
            return Peer is { } socket && socket.Poll(0, SelectMode.SelectRead) && socket.Available == 0;
        }
        catch (Exception fault) when (fault is ObjectDisposedException or SocketException)
        {
            return true;
        }
    }

    public void LogIn(User user) => loggedIn = user;

    public void LogOut()
    {
        loggedIn = null;
        Exchange = null;
    }
}
