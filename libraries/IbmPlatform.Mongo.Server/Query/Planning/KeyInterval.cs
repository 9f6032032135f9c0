namespace IbmPlatform.Mongo.Server.Query.Planning;

/// <summary>Encoded keys from <paramref name="Low"/> (inclusive) to <paramref name="High"/> (exclusive).</summary>
/// <param name="IsPoint">All keys of it start with one field value, which is <paramref name="Low"/>.</param>
internal readonly record struct KeyInterval(byte[] Low, byte[] High, bool IsPoint)
{
    // Every key starts with a type byte below 0xFF, also when its bits are flipped.
    private static readonly byte[] Beyond = [0xFF];

    public static KeyInterval All { get; } = new([], Beyond, IsPoint: false);

    public bool IsEmpty => Low.AsSpan().SequenceCompareTo(High) >= 0;

    public static KeyInterval Point(byte[] key) => new(key, After(key), IsPoint: true);

    /// <summary>The smallest key above every key that starts so.</summary>
    public static byte[] After(ReadOnlySpan<byte> prefix)
    {
        var last = prefix.LastIndexOfAnyExcept((byte)0xFF);
        if (last < 0)
            return Beyond;
        var after = prefix[..(last + 1)].ToArray();
        after[last]++;
        return after;
    }

    /// <summary>The same values of a descending field: bits flipped, ends swapped.</summary>
    public KeyInterval Inverted() => IsPoint ? Point(Flip(Low)) : new(After(Flip(High)), After(Flip(Low)), IsPoint: false);

    public KeyInterval Intersect(KeyInterval other) => new(
        Low.AsSpan().SequenceCompareTo(other.Low) >= 0 ? Low : other.Low,
        High.AsSpan().SequenceCompareTo(other.High) <= 0 ? High : other.High,
        IsPoint || other.IsPoint);

    public KeyInterval Below(byte[] prefix) => new([.. prefix, .. Low], [.. prefix, .. High], IsPoint);

    private static byte[] Flip(byte[] key) => Array.ConvertAll(key, b => (byte)~b);
}
