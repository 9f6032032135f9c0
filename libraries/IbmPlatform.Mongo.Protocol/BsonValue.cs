namespace IbmPlatform.Mongo.Protocol;

/// <summary>
/// One BSON value. Equality is exact (type and bits); use <see cref="BsonComparer"/> for MongoDB's order, where 1 equals 1.0.
/// </summary>
public abstract class BsonValue : IEquatable<BsonValue>
{
    private protected BsonValue() { }

    /// <summary>Its BSON type.</summary>
    public abstract BsonType Type { get; }

    /// <summary>Whether it is null.</summary>
    public bool IsNull => Type == BsonType.Null;

    /// <summary>Whether it is an int32, int64, double or Decimal128.</summary>
    public bool IsNumber => Type is BsonType.Int32 or BsonType.Int64 or BsonType.Double or BsonType.Decimal128;

    /// <summary>The string, or an error naming both types.</summary>
    public string AsString => (this as BsonString ?? throw Mismatch("a string")).Value;

    /// <summary>The boolean, or an error naming both types.</summary>
    public bool AsBoolean => (this as BsonBoolean ?? throw Mismatch("a boolean")).Value;

    /// <summary>The int32, or an error naming both types.</summary>
    public int AsInt32 => (this as BsonInt32 ?? throw Mismatch("an int32")).Value;

    /// <summary>The int64, or an error naming both types.</summary>
    public long AsInt64 => (this as BsonInt64 ?? throw Mismatch("an int64")).Value;

    /// <summary>The double, or an error naming both types.</summary>
    public double AsDouble => (this as BsonDouble ?? throw Mismatch("a double")).Value;

    /// <summary>The Decimal128, or an error naming both types.</summary>
    public Decimal128 AsDecimal128 => (this as BsonDecimal128 ?? throw Mismatch("a Decimal128")).Value;

    /// <summary>The ObjectId, or an error naming both types.</summary>
    public ObjectId AsObjectId => (this as BsonObjectId ?? throw Mismatch("an ObjectId")).Value;

    /// <summary>The date, or an error naming both types.</summary>
    public DateTimeOffset AsDateTimeOffset => (this as BsonDateTime ?? throw Mismatch("a date")).ToDateTimeOffset();

    /// <summary>The document, or an error naming both types.</summary>
    public BsonDocument AsDocument => this as BsonDocument ?? throw Mismatch("a document");

    /// <summary>The array, or an error naming both types.</summary>
    public BsonArray AsArray => this as BsonArray ?? throw Mismatch("an array");

    /// <summary>Any number as int32, when that is exact.</summary>
    public int ToInt32() => checked((int)ToInt64());

    /// <summary>Any number as int64, when that is exact.</summary>
    public long ToInt64() => this switch
    {
        BsonInt32 i => i.Value,
        BsonInt64 l => l.Value,
        BsonDouble d when d.Value is >= -9223372036854775808.0 and < 9223372036854775808.0 && Math.Floor(d.Value) == d.Value => (long)d.Value,
        BsonDecimal128 m when m.Value.IsFinite && decimal.Truncate(m.Value.ToDecimal()) is var whole && whole == m.Value.ToDecimal() => (long)whole,
        _ => throw Mismatch("a whole number"),
    };

    /// <summary>Any number as double; may round.</summary>
    public double ToDouble() => this switch
    {
        BsonInt32 i => i.Value,
        BsonInt64 l => l.Value,
        BsonDouble d => d.Value,
        BsonDecimal128 m => m.Value.ToDouble(),
        _ => throw Mismatch("a number"),
    };

    /// <summary>MongoDB's truth of a value: false, 0, null and undefined are false, all else true.</summary>
    public bool ToBoolean() => this switch
    {
        BsonBoolean b => b.Value,
        BsonNull or BsonUndefined => false,
        BsonInt32 i => i.Value != 0,
        BsonInt64 l => l.Value != 0,
        BsonDouble d => d.Value != 0,
        BsonDecimal128 m => !m.Value.IsZero,
        _ => true,
    };

    /// <summary>Writes the value under the name given.</summary>
    internal abstract void WriteTo(BsonWriter writer, string name);

    /// <inheritdoc/>
    public abstract bool Equals(BsonValue? other);

    /// <inheritdoc/>
    public sealed override bool Equals(object? obj) => obj is BsonValue other && Equals(other);

    /// <inheritdoc/>
    public abstract override int GetHashCode();

    /// <summary>Relaxed Extended JSON.</summary>
    public override string ToString() => ExtendedJson.Write(this);

    private BsonException Mismatch(string expected) => new($"Expected {expected}, found {Type}.");

    /// <summary>A string; null becomes BSON null.</summary>
    public static implicit operator BsonValue(string? value) => value is null ? BsonNull.Value : new BsonString(value);

    /// <summary>An int32.</summary>
    public static implicit operator BsonValue(int value) => new BsonInt32(value);

    /// <summary>An int64.</summary>
    public static implicit operator BsonValue(long value) => new BsonInt64(value);

    /// <summary>A double.</summary>
    public static implicit operator BsonValue(double value) => new BsonDouble(value);

    /// <summary>A boolean.</summary>
    public static implicit operator BsonValue(bool value) => value ? BsonBoolean.True : BsonBoolean.False;

    /// <summary>A Decimal128.</summary>
    public static implicit operator BsonValue(decimal value) => new BsonDecimal128(value);

    /// <summary>A Decimal128.</summary>
    public static implicit operator BsonValue(Decimal128 value) => new BsonDecimal128(value);

    /// <summary>A date, to the millisecond.</summary>
    public static implicit operator BsonValue(DateTimeOffset value) => new BsonDateTime(value.ToUnixTimeMilliseconds());

    /// <summary>An ObjectId.</summary>
    public static implicit operator BsonValue(ObjectId value) => new BsonObjectId(value);

    /// <summary>Binary of the generic subtype; null becomes BSON null.</summary>
    public static implicit operator BsonValue(byte[]? value) => value is null ? BsonNull.Value : new BsonBinary(value);

    /// <summary>Binary of the UUID subtype, in RFC 4122 byte order.</summary>
    public static implicit operator BsonValue(Guid value) => new BsonBinary(value.ToByteArray(bigEndian: true), BsonBinary.Uuid);
}
