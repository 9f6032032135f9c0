using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Server.Aggregation.Stages;

/// <summary><c>$out</c>: what comes out takes the place of all that the target held.</summary>
internal sealed record OutStage(string? Database, string Collection) : OutputStage(Database, Collection)
{
    public static OutStage Parse(BsonValue value)
    {
        if (value is BsonDocument document && document.Contains("timeseries"))
            throw CommandException.NotSupported("$out into a time-series collection");
        var (database, collection) = Target("$out", value, 16990);
        return new OutStage(database, collection);
    }
}
