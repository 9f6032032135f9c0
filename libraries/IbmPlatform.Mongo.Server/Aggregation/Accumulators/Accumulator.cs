using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Server.Aggregation.Accumulators;

/// <summary>Gathers one value from the documents of a group.</summary>
internal abstract class Accumulator
{
    /// <param name="value">The next document's value; null where it has none.</param>
    public abstract void Add(BsonValue? value);

    public abstract BsonValue Result { get; }

    /// <summary>Roughly the bytes kept, for those that keep their values.</summary>
    public virtual long Kept => 0;

    public static Func<Accumulator> Named(string name) => name switch
    {
        "$sum" => () => new SumAccumulator(),
        "$avg" => () => new AverageAccumulator(),
        "$min" => () => new ExtremeAccumulator(smallest: true),
        "$max" => () => new ExtremeAccumulator(smallest: false),
        "$first" => () => new EndAccumulator(first: true),
        "$last" => () => new EndAccumulator(first: false),
        "$push" => () => new ListAccumulator(distinct: false),
        "$addToSet" => () => new ListAccumulator(distinct: true),
        "$mergeObjects" or "$stdDevPop" or "$stdDevSamp" or "$top" or "$bottom" or "$topN" or "$bottomN" or "$firstN" or "$lastN" or "$maxN" or "$minN" or "$median" or "$percentile"
            => throw CommandException.NotSupported($"The accumulator {name}"),
        _ => throw new CommandException(new MongoErrorCode(15952, "Location15952"), $"unknown group operator '{name}'"),
    };
}
