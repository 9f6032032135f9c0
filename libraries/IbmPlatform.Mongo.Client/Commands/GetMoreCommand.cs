using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Client.Commands;

internal sealed class GetMoreCommand(string database, string collection, long cursor, int? batchSize, TimeSpan? maxAwaitTime = null)
    : Command(database, "getMore", collection, CommandKind.ReadOnce)
{
    /// <summary>There it would mean how long to wait for more.</summary>
    public override bool TakesMaxTime => false;

    public override void WriteFields(BsonWriter writer)
    {
        writer.WriteInt64("getMore", cursor);
        writer.WriteString("collection", Collection!);
        if (batchSize is { } size)
            writer.WriteInt32("batchSize", size);
        if (maxAwaitTime is { } limit)
            writer.WriteInt64("maxTimeMS", (long)Math.Ceiling(limit.TotalMilliseconds));
    }
}
