using System.Buffers.Binary;
using System.Text;

namespace IbmPlatform.Mongo.Protocol;

/// <summary>A document kept as its bytes: finds and enumerates elements without building objects.</summary>
public readonly struct RawBsonDocument
{
    /// <summary>Takes exactly one document; its outer framing is checked, the rest as it is read (see <see cref="BsonValidator"/>).</summary>
    public RawBsonDocument(ReadOnlyMemory<byte> bytes)
    {
        _ = new BsonReader(bytes.Span);
        Bytes = bytes;
    }

    /// <summary>The whole document.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>A reader over its elements.</summary>
    public BsonReader Read() => new(Bytes.Span);

    /// <summary>Takes the document that starts the memory given, with its length.</summary>
    public static RawBsonDocument TakeFirst(ReadOnlyMemory<byte> bytes, out ReadOnlyMemory<byte> rest)
    {
        var length = bytes.Length < 5 ? -1 : BinaryPrimitives.ReadInt32LittleEndian(bytes.Span);
        if (length < 5 || length > bytes.Length)
            throw new BsonException($"A document says that it has {length} bytes where {bytes.Length} are left.");
        rest = bytes[length..];
        return new RawBsonDocument(bytes[..length]);
    }

    /// <summary>Finds the first element of that name.</summary>
    public bool TryFind(string name, out RawBsonElement element)
    {
        Span<byte> small = stackalloc byte[128];
        var size = Encoding.UTF8.GetMaxByteCount(name.Length);
        var utf8 = size <= small.Length ? small : new byte[size];
        return TryFind(utf8[..Encoding.UTF8.GetBytes(name, utf8)], out element);
    }

    /// <summary>Finds the first element of that name in UTF-8.</summary>
    public bool TryFind(ReadOnlySpan<byte> name, out RawBsonElement element)
    {
        var reader = Read();
        while (reader.Read())
        {
            if (reader.Name.SequenceEqual(name))
            {
                element = RawBsonElement.From(in reader, Bytes);
                return true;
            }
        }
        element = default;
        return false;
    }

    /// <summary>Enumerates the elements in order.</summary>
    public Enumerator GetEnumerator() => new(Bytes);

    /// <summary>The document as an object tree.</summary>
    public BsonDocument ToDocument() => BsonDocument.Parse(Bytes.Span);

    /// <summary>Relaxed Extended JSON.</summary>
    public override string ToString() => ToDocument().ToString();

    /// <summary>Steps through the elements.</summary>
    public ref struct Enumerator
    {
        private readonly ReadOnlyMemory<byte> bytes;
        private BsonReader reader;

        internal Enumerator(ReadOnlyMemory<byte> bytes)
        {
            this.bytes = bytes;
            reader = new BsonReader(bytes.Span);
        }

        /// <summary>The current element.</summary>
        public readonly RawBsonElement Current => RawBsonElement.From(in reader, bytes);

        /// <summary>Moves to the next element.</summary>
        public bool MoveNext() => reader.Read();
    }
}
