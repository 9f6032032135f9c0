using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server.Query;

namespace IbmPlatform.Mongo.Server.Aggregation.Stages;

/// <summary><c>$collStats</c>, by which shells ask for a collection's sizes: one document stands at the pipeline's head in place of the collection's.</summary>
internal sealed class CollStatsStage : IStage
{
    private CollStatsStage(bool showsCount, long? scale)
    {
        ShowsCount = showsCount;
        Scale = scale;
    }

    public bool ShowsCount { get; }

    /// <summary>What the sizes are divided by; null where they are not asked for.</summary>
    public long? Scale { get; }

    public static CollStatsStage Parse(BsonDocument specification)
    {
        long? scale = null;
        foreach (var (name, value) in specification)
        {
            if (value is not BsonDocument options)
                throw CommandException.TypeMismatch($"BSON field '$collStats.{name}' is the wrong type '{TypeNames.Of(value.Type)}', expected type 'object'");
            switch (name)
            {
                case "count":
                    RefuseOptions(name, options);
                    break;
                case "storageStats":
                    scale = ScaleOf(options);
                    break;
                case "latencyStats" or "queryExecStats" or "operationStats":
                    throw CommandException.NotSupported($"'{name}' in $collStats");
                default:
                    throw new CommandException(ServerErrorCodes.UnknownField, $"BSON field '$collStats.{name}' is an unknown field.");
            }
        }

        return new CollStatsStage(specification.Contains("count"), scale);
    }

    // The command puts the document there, for a stage knows nothing of what its pipeline reads.
    public IEnumerable<BsonDocument> Apply(IEnumerable<BsonDocument> input, StageContext context) => input;

    private static long ScaleOf(BsonDocument options)
    {
        if (options.Find("scale") is not { } scale)
        {
            RefuseOptions("storageStats", options);
            return 1;
        }

        if (options.Count > 1)
            RefuseOptions("storageStats", new BsonDocument(options.Where(option => option.Name != "scale")));
        return scale.IsNumber && scale.ToDouble() is >= 1 and <= int.MaxValue
            ? (long)scale.ToDouble()
            : throw CommandException.BadValue($"BSON field '$collStats.storageStats.scale' value must be a number >= 1, actual value '{scale}'");
    }

    private static void RefuseOptions(string of, BsonDocument options)
    {
        if (options.Count > 0)
            throw new CommandException(ServerErrorCodes.UnknownField, $"BSON field '$collStats.{of}.{options[0].Name}' is an unknown field.");
    }
}
