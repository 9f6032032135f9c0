using System.Text;
using IbmPlatform.Mongo.Client.Connections;
using IbmPlatform.Mongo.Client.Mapping;
using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Client.Commands;

/// <summary>
/// One reply of a cursor. Its documents are decoded one by one out of the reply's own bytes: a batch is never there as objects as a whole.
/// </summary>
internal sealed class CursorBatch : IDisposable
{
    /// <summary>
    /// What a batch should have, in bytes. A server left alone sends 16 MB, of which buffers at both ends take several times as much;
    /// less than this would cost a noticeable number of round trips.
    /// </summary>
    private const int Aim = 2 * 1024 * 1024;

    private readonly CommandReply reply;
    private readonly int size;
    private ReadOnlyMemory<byte> rest;
    private int taken;

    private CursorBatch(CommandReply reply, long cursor, string collection, ReadOnlyMemory<byte> documents)
    {
        (this.reply, Cursor, Collection, size) = (reply, cursor, collection, documents.Length);
        // What stands between an array's length and its final zero.
        rest = documents.Length > 5 ? documents[4..^1] : default;
    }

    /// <summary>The cursor's number on its server; 0 when it is at its end.</summary>
    public long Cursor { get; }

    public string Collection { get; }

    public CursorHome Home => reply.Home;

    /// <summary>How many documents of the size of this batch's make the next one of the size aimed at; null where there is none to go by.</summary>
    public int? NextCount => taken == 0 ? null : Math.Max(1, (int)((long)Aim * taken / size));

    /// <summary>Reads the reply, which it then owns.</summary>
    public static CursorBatch Read(CommandReply reply, Command command)
    {
        try
        {
            if (!reply.Body.TryFind("cursor"u8, out var element))
                throw new MongoException($"The reply to '{command.Name}' has no cursor.");
            var cursor = element.AsDocument;
            var id = cursor.TryFind("id"u8, out var number) ? number.ToValue().ToInt64() : 0;
            var collection = cursor.TryFind("ns"u8, out var ns) ? AfterDatabase(ns.ToValue().AsString) : command.Collection ?? "";
            var documents = cursor.TryFind("firstBatch"u8, out var batch) || cursor.TryFind("nextBatch"u8, out batch) ? batch.AsDocument.Bytes : default;
            return new CursorBatch(reply, id, collection, documents);
        }
        catch
        {
            if (command.OpensCursor)
                reply.Home.Release();
            reply.Dispose();
            throw;
        }
    }

    /// <summary>Decodes the next document; false at the end of the batch.</summary>
    public bool TryTake<T>(IDocumentCodec<T> codec, out T document)
    {
        document = default!;
        if (rest.IsEmpty)
            return false;
        // An array's element: its type, its index as text, its value.
        var nameEnd = rest.Span.IndexOf((byte)0);
        if ((BsonType)rest.Span[0] != BsonType.Document || nameEnd < 0)
            throw new BsonException($"A batch holds something else than documents at '{Encoding.UTF8.GetString(rest.Span[1..Math.Max(1, nameEnd)])}'.");
        var raw = RawBsonDocument.TakeFirst(rest[(nameEnd + 1)..], out rest);
        taken++;
        document = codec.ReadDocument(raw.Read());
        return true;
    }

    public void Dispose() => reply.Dispose();

    private static string AfterDatabase(string ns) => ns[(ns.IndexOf('.', StringComparison.Ordinal) + 1)..];
}
