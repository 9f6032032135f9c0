namespace IbmPlatform.Mongo.Protocol;

/// <summary>A timestamp of the replication protocol: seconds, then an ordinal within the second.</summary>
public sealed class BsonTimestamp(uint seconds, uint increment) : BsonValue
{
    /// <summary>Takes both halves in one number, seconds in the upper one.</summary>
    public BsonTimestamp(ulong value) : this((uint)(value >> 32), (uint)value) { }

    /// <summary>Seconds since the Unix epoch.</summary>
    public uint Seconds { get; } = seconds;

    /// <summary>Ordinal within the second.</summary>
    public uint Increment { get; } = increment;

    /// <summary>Both halves in one number that sorts as the timestamp does.</summary>
    public ulong Value => (ulong)Seconds << 32 | Increment;

    /// <inheritdoc/>
    public override BsonType Type => BsonType.Timestamp;

    internal override void WriteTo(BsonWriter writer, string name) => writer.WriteTimestamp(name, Value);

    /// <inheritdoc/>
    public override bool Equals(BsonValue? other) => other is BsonTimestamp same && same.Value == Value;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Type, Value);
}
