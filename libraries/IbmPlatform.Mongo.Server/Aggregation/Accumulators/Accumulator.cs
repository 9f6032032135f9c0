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
}
