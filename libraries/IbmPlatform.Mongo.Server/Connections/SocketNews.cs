namespace IbmPlatform.Mongo.Server.Connections;

/// <summary>There is something to read on a connection.</summary>
/// <param name="Id">The connection's.</param>
/// <param name="IsLast">The peer has closed its side, or the connection has failed: reading on finds the end.</param>
internal readonly record struct SocketNews(long Id, bool IsLast);
