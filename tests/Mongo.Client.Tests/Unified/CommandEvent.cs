using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Client.Tests.Unified;

/// <summary>Something that happened to a command, as it was seen on the wire.</summary>
/// <param name="Kind">commandStartedEvent, commandSucceededEvent or commandFailedEvent.</param>
/// <param name="Document">The command, or the reply; null where there was none.</param>
internal sealed record CommandEvent(string Kind, string Command, string Database, BsonDocument? Document, bool HasServiceId)
{
    public override string ToString() => $"{Kind} {Command} {Document}";
}
