using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Protocol.Wire;

namespace IbmPlatform.Mongo.Client.Connections;

/// <summary>Packs a connection's messages as agreed with its server (OP_COMPRESSED specification).</summary>
internal sealed class MessageCompressor(int level)
{
    /// <summary>The ones that this client has.</summary>
    public static IReadOnlyList<string> Known { get; } = ["zlib"];

    /// <summary>By the first of the client's list that the server has too; null where there is none.</summary>
    public static MessageCompressor? Agree(MongoSettings settings, HelloReply hello) =>
        settings.Compressors.FirstOrDefault(hello.Compressors.Contains) is null ? null : new MessageCompressor(settings.ZlibLevel);

    public void Compress(PooledBuffer message) => OpCompressed.Compress(message, level);
}
