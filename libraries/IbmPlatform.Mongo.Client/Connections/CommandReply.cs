using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Protocol.Wire;

namespace IbmPlatform.Mongo.Client.Connections;

/// <summary>A successful reply on pooled memory; dispose it once read.</summary>
internal readonly struct CommandReply(WireMessage message, RawBsonDocument body, ServerAddress server) : IDisposable
{
    public RawBsonDocument Body { get; } = body;

    /// <summary>Who answered: a cursor lives there only.</summary>
    public ServerAddress Server { get; } = server;

    public void Dispose() => message.Dispose();
}
