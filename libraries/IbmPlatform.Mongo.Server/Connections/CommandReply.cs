using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server.Cursors;

namespace IbmPlatform.Mongo.Server.Connections;

/// <summary>A command's answer: a document, or a batch of documents that are written as the bytes they are stored in.</summary>
internal sealed class CommandReply
{
    private readonly Batch? batch;
    private readonly string batchName = "";
    private readonly long cursorId;
    private readonly string ns = "";

    public CommandReply(BsonDocument document) => Document = document;

    private CommandReply(Batch batch, string batchName, long cursorId, string ns) : this([])
    {
        this.batch = batch;
        this.batchName = batchName;
        this.cursorId = cursorId;
        this.ns = ns;
    }

    /// <summary>The answer's fields, but for those of a batch.</summary>
    public BsonDocument Document { get; }

    /// <summary>About how many bytes it takes, so that a large one is not copied from buffer to buffer as it grows.</summary>
    public int SizeHint => 1024 + (batch?.Bytes ?? 0);

    public static implicit operator CommandReply(BsonDocument document) => new(document);

    public static CommandReply FirstBatch(Batch batch, long cursorId, string ns) => new(batch, "firstBatch", cursorId, ns);

    public static CommandReply NextBatch(Batch batch, long cursorId, string ns) => new(batch, "nextBatch", cursorId, ns);

    public void WriteTo(BsonWriter writer)
    {
        writer.StartDocument();
        if (batch is not null)
            WriteBatch(writer, batch);
        foreach (var (name, value) in Document)
            writer.WriteValue(name, value);
        if (!Document.Contains("ok"))
            writer.WriteDouble("ok", 1.0);
        writer.End();
    }

    private void WriteBatch(BsonWriter writer, Batch documents)
    {
        writer.StartDocument("cursor");
        writer.StartArray(batchName);
        foreach (var document in documents.Documents)
            writer.WriteRawDocument("", document.Span);
        writer.End();
        writer.WriteInt64("id", cursorId);
        writer.WriteString("ns", ns);
        writer.End();
    }
}
