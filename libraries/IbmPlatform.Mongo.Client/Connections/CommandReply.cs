using IbmPlatform.Mongo.Client.Commands;
using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Protocol.Wire;

namespace IbmPlatform.Mongo.Client.Connections;

/// <summary>A successful reply on pooled memory; dispose it once read.</summary>
/// <param name="Message">The memory.</param>
/// <param name="Body">What was answered.</param>
/// <param name="Home">Who answered: a cursor lives there only.</param>
internal readonly record struct CommandReply(WireMessage Message, RawBsonDocument Body, CursorHome Home) : IDisposable
{
    public void Dispose() => Message.Dispose();
}
