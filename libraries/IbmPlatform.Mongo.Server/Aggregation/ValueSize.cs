using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Server.Aggregation;

/// <summary>Roughly what a value takes in memory, for the limit of stages that keep values.</summary>
internal static class ValueSize
{
    /// <summary>What one blocking stage may keep, as MongoDB's default.</summary>
    public const long MaxBytes = 100L * 1024 * 1024;

    private const int Overhead = 32;

    public static long Of(BsonValue value) => value switch
    {
        BsonString text => Overhead + 2L * text.Value.Length,
        BsonBinary binary => Overhead + binary.Bytes.Length,
        BsonDocument document => Overhead + document.Sum(e => Overhead + 2L * e.Name.Length + Of(e.Value)),
        BsonArray array => Overhead + array.Sum(Of),
        _ => Overhead,
    };

    public static void Check(string stage, long bytes)
    {
        if (bytes > MaxBytes)
        {
            throw new CommandException(MongoErrorCodes.QueryExceededMemoryLimitNoDiskUseAllowed,
                $"Exceeded memory limit for {stage} of {MaxBytes} bytes, and this server does not use the disk for it: match fewer documents.");
        }
    }
}
