using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Client.Commands;

internal sealed class FindCommand : Command
{
    private readonly BsonDocument filter;
    private readonly FindOptions? options;
    private readonly bool single;

    public FindCommand(string database, string collection, BsonDocument filter, FindOptions? options, bool single)
        : base(database, "find", collection, CommandKind.Read)
    {
        (this.filter, this.options, this.single) = (filter, options, single);
        MaxTime = options?.MaxTime;
        TimeoutMode = single ? null : options?.TimeoutMode;
    }

    public override bool TakesReadConcern => true;

    public override void WriteFields(BsonWriter writer)
    {
        writer.WriteString("find", Collection!);
        writer.WriteValue("filter", filter);
        if (options?.Sort is { } sort)
            writer.WriteValue("sort", sort);
        if (options?.Projection is { } projection)
            writer.WriteValue("projection", projection);
        if (options?.Hint is { } hint)
            writer.WriteValue("hint", hint);
        if (options?.Skip is { } skip)
            writer.WriteInt64("skip", skip);
        if (single)
        {
            writer.WriteInt64("limit", 1);
            writer.WriteBoolean("singleBatch", true);
        }
        else if (options?.Limit is { } limit)
        {
            writer.WriteInt64("limit", limit);
        }
        // A batch of just the limit's size would leave a cursor on the server that has nothing more to give (find, getMore and killCursors specification).
        if (!single && options?.BatchSize is { } batchSize)
            writer.WriteInt32("batchSize", batchSize == options.Limit && batchSize < int.MaxValue ? batchSize + 1 : batchSize);
    }
}
