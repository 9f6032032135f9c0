namespace IbmPlatform.Mongo.Protocol;

/// <summary>
/// MongoDB's total order of values ("Comparison/Sort Order" in its manual): by group of types, then by value;
/// numbers of all types compare by value, NaN first.
/// </summary>
public sealed class BsonComparer : IComparer<BsonValue>, IEqualityComparer<BsonValue>
{
    private BsonComparer() { }

    /// <summary>The only one.</summary>
    public static BsonComparer Instance { get; } = new();

    /// <summary>The place of a type's group in the order.</summary>
    public static int TypeOrder(BsonType type) => type switch
    {
        BsonType.MinKey => -1,
        BsonType.Undefined => 0,
        BsonType.Null => 5,
        BsonType.Int32 or BsonType.Int64 or BsonType.Double or BsonType.Decimal128 => 10,
        BsonType.String or BsonType.Symbol => 15,
        BsonType.Document => 20,
        BsonType.Array => 25,
        BsonType.Binary => 30,
        BsonType.ObjectId => 35,
        BsonType.Boolean => 40,
        BsonType.DateTime => 45,
        BsonType.Timestamp => 47,
        BsonType.Regex => 50,
        BsonType.DbPointer => 55,
        BsonType.JavaScript => 60,
        BsonType.JavaScriptWithScope => 65,
        BsonType.MaxKey => 127,
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "No BSON type."),
    };

    /// <summary>Compares two values; an absent one (null) counts as BSON null.</summary>
    public int Compare(BsonValue? x, BsonValue? y)
    {
        x ??= BsonNull.Value;
        y ??= BsonNull.Value;
        var order = TypeOrder(x.Type).CompareTo(TypeOrder(y.Type));
        return order != 0 ? order : CompareWithin(x, y);
    }

    /// <summary>Whether they compare as the same: 1 and 1.0 do.</summary>
    public bool Equals(BsonValue? x, BsonValue? y) => Compare(x, y) == 0;

    /// <summary>A hash that agrees with <see cref="Equals(BsonValue?, BsonValue?)"/>.</summary>
    public int GetHashCode(BsonValue obj) => obj switch
    {
        _ when obj.IsNumber => NumberHash(obj),
        BsonString or BsonSymbol => string.GetHashCode(Text(obj), StringComparison.Ordinal),
        BsonDocument document => document.Aggregate(20, (hash, e) => HashCode.Combine(hash, e.Name, GetHashCode(e.Value))),
        BsonArray array => array.Aggregate(25, (hash, item) => HashCode.Combine(hash, GetHashCode(item))),
        BsonJavaScriptWithScope code => HashCode.Combine(code.Code, GetHashCode(code.Scope)),
        _ => obj.GetHashCode(),
    };

    /// <summary>Compares two numbers of any types by their exact value.</summary>
    public static int CompareNumbers(BsonValue x, BsonValue y) => (x, y) switch
    {
        (BsonDecimal128 a, BsonDecimal128 b) => a.Value.CompareTo(b.Value),
        (BsonDecimal128 a, BsonDouble b) => a.Value.CompareTo(b.Value),
        (BsonDouble a, BsonDecimal128 b) => -b.Value.CompareTo(a.Value),
        (BsonDecimal128 a, _) => a.Value.CompareTo(Decimal128.FromInt64(y.ToInt64())),
        (_, BsonDecimal128 b) => Decimal128.FromInt64(x.ToInt64()).CompareTo(b.Value),
        (BsonDouble a, BsonDouble b) => a.Value.CompareTo(b.Value),
        (BsonDouble a, _) => -CompareLong(y.ToInt64(), a.Value),
        (_, BsonDouble b) => CompareLong(x.ToInt64(), b.Value),
        _ => x.ToInt64().CompareTo(y.ToInt64()),
    };

    /// <summary>Compares two strings by their UTF-8 bytes, as the server does.</summary>
    public static int CompareUtf8(string x, string y)
    {
        var same = x.AsSpan().CommonPrefixLength(y);
        if (same == x.Length || same == y.Length)
            return x.Length.CompareTo(y.Length);
        char a = x[same], b = y[same];
        // UTF-16 puts surrogate pairs below U+E000…U+FFFF, UTF-8 above them.
        if (char.IsSurrogate(a) != char.IsSurrogate(b) && a >= 0xD800 && b >= 0xD800)
            return char.IsSurrogate(a) ? 1 : -1;
        return a.CompareTo(b);
    }

    private int CompareWithin(BsonValue x, BsonValue y) => (x, y) switch
    {
        (BsonString or BsonSymbol, _) => CompareUtf8(Text(x), Text(y)),
        (BsonDocument a, BsonDocument b) => CompareDocuments(a, b),
        (BsonArray a, BsonArray b) => CompareArrays(a, b),
        (BsonBinary a, BsonBinary b) => CompareBinary(a, b),
        (BsonObjectId a, BsonObjectId b) => a.Value.CompareTo(b.Value),
        (BsonBoolean a, BsonBoolean b) => a.Value.CompareTo(b.Value),
        (BsonDateTime a, BsonDateTime b) => a.MillisecondsSinceEpoch.CompareTo(b.MillisecondsSinceEpoch),
        (BsonTimestamp a, BsonTimestamp b) => a.Value.CompareTo(b.Value),
        (BsonRegex a, BsonRegex b) => Then(CompareUtf8(a.Pattern, b.Pattern), CompareUtf8(a.Options, b.Options)),
        (BsonDbPointer a, BsonDbPointer b) => Then(CompareUtf8(a.Collection, b.Collection), a.Id.CompareTo(b.Id)),
        (BsonJavaScript a, BsonJavaScript b) => CompareUtf8(a.Value, b.Value),
        (BsonJavaScriptWithScope a, BsonJavaScriptWithScope b) => Then(CompareUtf8(a.Code, b.Code), CompareDocuments(a.Scope, b.Scope)),
        _ => x.IsNumber ? CompareNumbers(x, y) : 0,
    };

    /// <summary>Element by element: type group, then name, then value; the shorter of two equal beginnings comes first.</summary>
    private int CompareDocuments(BsonDocument x, BsonDocument y)
    {
        for (var i = 0; i < Math.Min(x.Count, y.Count); i++)
        {
            var (a, b) = (x[i], y[i]);
            var order = TypeOrder(a.Value.Type).CompareTo(TypeOrder(b.Value.Type));
            order = order != 0 ? order : Then(CompareUtf8(a.Name, b.Name), CompareWithin(a.Value, b.Value));
            if (order != 0)
                return order;
        }
        return x.Count.CompareTo(y.Count);
    }

    private int CompareArrays(BsonArray x, BsonArray y)
    {
        for (var i = 0; i < Math.Min(x.Count, y.Count); i++)
        {
            var order = Compare(x[i], y[i]);
            if (order != 0)
                return order;
        }
        return x.Count.CompareTo(y.Count);
    }

    private static int CompareBinary(BsonBinary x, BsonBinary y)
    {
        var order = Then(x.Bytes.Length.CompareTo(y.Bytes.Length), x.Subtype.CompareTo(y.Subtype));
        return order != 0 ? order : x.Bytes.Span.SequenceCompareTo(y.Bytes.Span);
    }

    private static int CompareLong(long x, double y)
    {
        if (double.IsNaN(y) || y < -9223372036854775808.0)
            return 1;
        if (y >= 9223372036854775808.0)
            return -1;
        var whole = Math.Truncate(y);
        var order = x.CompareTo((long)whole);
        return order != 0 ? order : 0.0.CompareTo(y - whole);
    }

    private static int NumberHash(BsonValue number) => number switch
    {
        // The nearest double is the same for every pair of numbers that are equal.
        BsonDecimal128 { Value: var value } => DoubleHash(value.ToDouble()),
        _ => DoubleHash(number.ToDouble()),
    };

    private static int DoubleHash(double value) => value == 0 ? 0 : value.GetHashCode();

    private static string Text(BsonValue value) => value is BsonSymbol symbol ? symbol.Value : value.AsString;

    private static int Then(int first, int second) => first != 0 ? first : second;
}
