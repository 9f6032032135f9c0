using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Server.Query;

/// <summary>A condition on one value.</summary>
internal abstract class Predicate
{
    /// <summary>Whether the elements of an array at the path's end are asked as well as the array.</summary>
    public virtual bool EntersArrays => true;

    /// <param name="type">The value's type; 0 for an absent field.</param>
    /// <param name="value">The value's bytes.</param>
    public abstract bool Matches(BsonType type, ReadOnlySpan<byte> value);
}
