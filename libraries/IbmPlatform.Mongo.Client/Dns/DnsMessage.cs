using System.Buffers.Binary;
using System.Text;

namespace IbmPlatform.Mongo.Client.Dns;

/// <summary>Queries and answers as RFC 1035 §4 writes them, as far as SRV and TXT need.</summary>
internal static class DnsMessage
{
    private const int HeaderSize = 12;
    private const ushort RecursionDesired = 0x0100;
    private const ushort IsAnswer = 0x8000;
    private const ushort IsTruncated = 0x0200;
    private const ushort Internet = 1;

    /// <summary>A name that points to itself would be read for ever.</summary>
    private const int MostPointers = 32;

    public static byte[] Query(ushort id, string name, DnsRecordType type)
    {
        var message = new List<byte>(HeaderSize + name.Length + 6);
        foreach (var word in (ReadOnlySpan<ushort>)[id, RecursionDesired, 1, 0, 0, 0])
            Add(message, word);
        foreach (var label in name.TrimEnd('.').Split('.'))
        {
            var bytes = Encoding.ASCII.GetBytes(label);
            if (bytes.Length is 0 or > 63)
                throw new MongoConfigurationException($"'{name}' is no DNS name: labels of 1 to 63 characters expected.");
            message.Add((byte)bytes.Length);
            message.AddRange(bytes);
        }
        message.Add(0);
        Add(message, (ushort)type);
        Add(message, Internet);
        return [.. message];
    }

    /// <summary>Whether a datagram answers that query, and not another one, or a forged one.</summary>
    public static bool Answers(ReadOnlySpan<byte> message, ReadOnlySpan<byte> query) =>
        message.Length >= query.Length && message[..2].SequenceEqual(query[..2]) && (Word(message, 2) & IsAnswer) != 0
        && message[HeaderSize..query.Length].SequenceEqual(query[HeaderSize..]);

    public static bool Truncated(ReadOnlySpan<byte> message) => (Word(message, 2) & IsTruncated) != 0;

    /// <summary>The records of a type; none where the name does not exist.</summary>
    /// <exception cref="IOException">The server failed, or its answer is malformed.</exception>
    public static IReadOnlyList<DnsRecord> Read(ReadOnlySpan<byte> message, int querySize, DnsRecordType type)
    {
        const int NoSuchName = 3;
        try
        {
            var code = Word(message, 2) & 0x000F;
            if (code == NoSuchName)
                return [];
            return code == 0 ? ReadRecords(message, querySize, Word(message, 6), type) : throw new IOException($"the DNS server answered with error {code}");
        }
        catch (Exception fault) when (fault is ArgumentOutOfRangeException or IndexOutOfRangeException)
        {
            throw new IOException("the DNS server's answer is cut short", fault);
        }
    }

    private static List<DnsRecord> ReadRecords(ReadOnlySpan<byte> message, int at, int count, DnsRecordType type)
    {
        const int FixedSize = 10;
        var records = new List<DnsRecord>();
        for (var i = 0; i < count; i++)
        {
            ReadName(message, ref at);
            var (found, seconds, size) = (Word(message, at), BinaryPrimitives.ReadUInt32BigEndian(message[(at + 4)..]), Word(message, at + 8));
            at += FixedSize;
            if (found == (ushort)type)
                records.Add(ReadRecord(message, at, size, type, TimeSpan.FromSeconds(seconds)));
            at += size;
        }
        return records;
    }

    private static DnsRecord ReadRecord(ReadOnlySpan<byte> message, int at, int size, DnsRecordType type, TimeSpan timeToLive)
    {
        if (type == DnsRecordType.Service)
        {
            var target = at + 6;
            return new DnsRecord(timeToLive, ReadName(message, ref target), Word(message, at + 4));
        }
        var text = new StringBuilder();
        for (var end = at + size; at < end; at += 1 + message[at])
            text.Append(Encoding.UTF8.GetString(message.Slice(at + 1, message[at])));
        return new DnsRecord(timeToLive, text.ToString(), 0);
    }

    private static string ReadName(ReadOnlySpan<byte> message, ref int at)
    {
        var labels = new List<string>();
        var (position, pointers) = (at, 0);
        while (message[position] is not 0 and var length)
        {
            // The two highest bits mark a pointer to where the name goes on.
            if ((length & 0xC0) == 0xC0)
            {
                if (pointers++ == 0)
                    at = position + 2;
                if (pointers > MostPointers)
                    throw new IOException("the DNS server's answer has a name that never ends");
                position = Word(message, position) & 0x3FFF;
                continue;
            }
            labels.Add(Encoding.ASCII.GetString(message.Slice(position + 1, length)));
            position += 1 + length;
        }
        if (pointers == 0)
            at = position + 1;
        return string.Join('.', labels);
    }

    private static ushort Word(ReadOnlySpan<byte> message, int at) => BinaryPrimitives.ReadUInt16BigEndian(message[at..]);

    private static void Add(List<byte> message, ushort word)
    {
        message.Add((byte)(word >> 8));
        message.Add((byte)word);
    }
}
