using System.Globalization;
using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Client.Mapping;

/// <summary>The types that BSON has itself, and the few of .NET that have one obvious text.</summary>
internal static class ScalarCodecs
{
    private delegate T Reader<T>(in BsonReader reader);

    private static readonly Dictionary<Type, object> All = new()
    {
        [typeof(string)] = Of((in r) => r.GetString(), (w, n, v) => w.WriteString(n, v), BsonType.String, BsonType.Symbol),
        [typeof(bool)] = Of((in r) => r.GetBoolean(), (w, n, v) => w.WriteBoolean(n, v), BsonType.Boolean),
        [typeof(int)] = Number((in r) => checked((int)ToInt64(in r)), (w, n, v) => w.WriteInt32(n, v)),
        [typeof(long)] = Number((in r) => ToInt64(in r), (w, n, v) => w.WriteInt64(n, v)),
        [typeof(double)] = Number((in r) => ToDouble(in r), (w, n, v) => w.WriteDouble(n, v)),
        [typeof(decimal)] = Number((in r) => ToDecimal(in r), (w, n, v) => w.WriteDecimal128(n, v)),
        [typeof(Decimal128)] = Number((in r) => ToDecimal128(in r), (w, n, v) => w.WriteDecimal128(n, v)),
        [typeof(DateTimeOffset)] = Of(
            (in r) => DateTimeOffset.FromUnixTimeMilliseconds(r.GetDateTime()),
            (w, n, v) => w.WriteDateTime(n, v.ToUnixTimeMilliseconds()), BsonType.DateTime),
        [typeof(DateOnly)] = Of(
            (in r) => DateOnly.ParseExact(r.GetString(), "O", CultureInfo.InvariantCulture),
            (w, n, v) => w.WriteString(n, v.ToString("O", CultureInfo.InvariantCulture)), BsonType.String),
        [typeof(TimeSpan)] = Of(
            (in r) => TimeSpan.ParseExact(r.GetString(), "c", CultureInfo.InvariantCulture),
            (w, n, v) => w.WriteString(n, v.ToString("c", CultureInfo.InvariantCulture)), BsonType.String),
        [typeof(Uri)] = Of(
            (in r) => new Uri(r.GetString(), UriKind.RelativeOrAbsolute), (w, n, v) => w.WriteString(n, v.OriginalString), BsonType.String),
        [typeof(Guid)] = Of(
            (in r) => ((BsonBinary)r.GetValue()).ToGuid(),
            (w, n, v) => w.WriteBinary(n, v.ToByteArray(bigEndian: true), BsonBinary.Uuid), BsonType.Binary),
        [typeof(byte[])] = Of((in r) => r.GetBinary(out _).ToArray(), (w, n, v) => w.WriteBinary(n, v), BsonType.Binary),
        [typeof(ReadOnlyMemory<byte>)] = Of<ReadOnlyMemory<byte>>(
            (in r) => r.GetBinary(out _).ToArray(), (w, n, v) => w.WriteBinary(n, v.Span), BsonType.Binary),
        [typeof(ObjectId)] = Of((in r) => r.GetObjectId(), (w, n, v) => w.WriteObjectId(n, v), BsonType.ObjectId),
        [typeof(BsonDocument)] = RawDocumentCodec.Instance,
        [typeof(BsonArray)] = Of((in r) => r.GetValue().AsArray, (w, n, v) => w.WriteValue(n, v), BsonType.Array),
        [typeof(BsonValue)] = new ScalarCodec<BsonValue>((in r) => r.GetValue(), (w, n, v) => w.WriteValue(n, v), []),
    };

    public static object? Find(Type type) => All.GetValueOrDefault(type);

    private static ScalarCodec<T> Of<T>(Reader<T> read, Action<BsonWriter, string, T> write, params BsonType[] types) => new(read, write, types);

    private static ScalarCodec<T> Number<T>(Reader<T> read, Action<BsonWriter, string, T> write) =>
        new(read, write, [BsonType.Int32, BsonType.Int64, BsonType.Double, BsonType.Decimal128]);

    private static long ToInt64(in BsonReader reader) => reader.Type switch
    {
        BsonType.Int32 => reader.GetInt32(),
        BsonType.Int64 => reader.GetInt64(),
        _ => reader.GetValue().ToInt64(),
    };

    private static double ToDouble(in BsonReader reader) =>
        reader.Type == BsonType.Double ? reader.GetDouble() : reader.GetValue().ToDouble();

    private static decimal ToDecimal(in BsonReader reader) => reader.Type switch
    {
        BsonType.Decimal128 => reader.GetDecimal128().ToDecimal(),
        BsonType.Double => (decimal)reader.GetDouble(),
        _ => ToInt64(in reader),
    };

    private static Decimal128 ToDecimal128(in BsonReader reader) => reader.Type switch
    {
        BsonType.Decimal128 => reader.GetDecimal128(),
        BsonType.Double => Decimal128.FromDouble(reader.GetDouble()),
        _ => Decimal128.FromInt64(ToInt64(in reader)),
    };

    private sealed class ScalarCodec<T>(Reader<T> read, Action<BsonWriter, string, T> write, BsonType[] types) : Codec<T>
    {
        public override T Read(in BsonReader reader)
        {
            if (types.Length > 0 && !types.Contains(reader.Type))
                throw Mismatch(in reader, string.Join(" or ", types));
            try
            {
                return read(in reader);
            }
            catch (Exception fault) when (fault is FormatException or OverflowException or ArgumentOutOfRangeException)
            {
                throw new MongoMappingException($"Element '{reader.GetName()}' does not fit {typeof(T).Name}: {fault.Message}", fault);
            }
        }

        public override void Write(BsonWriter writer, string name, T value) => write(writer, name, value);
    }
}
