using IbmPlatform.Mongo.Client.Connections;
using IbmPlatform.Mongo.Client.Mapping;
using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Protocol.Wire;

namespace IbmPlatform.Mongo.Client.Commands;

/// <summary>Inserts the documents from <paramref name="start"/> on, as many as one message takes.</summary>
internal sealed class InsertCommand<T>(
    string database, string collection, IReadOnlyList<T> documents, int start, bool ordered, IDocumentCodec<T> codec, TimeProvider clock)
    : Command(database, "insert", collection, CommandKind.RetryableWrite)
{
    // A document without an id gets one; a retry must send the same one.
    private Dictionary<int, ObjectId>? ids;

    /// <summary>How many documents the last message held.</summary>
    public int Count { get; private set; }

    public override void WriteFields(BsonWriter writer)
    {
        writer.WriteString("insert", Collection!);
        if (!ordered)
            writer.WriteBoolean("ordered", false);
    }

    public override void WriteSequences(BsonWriter writer, ServerLimits limits)
    {
        var buffer = writer.Buffer;
        var sequence = OpMsg.StartSequence(buffer, "documents");
        Count = 0;
        for (var i = start; i < documents.Count && Count < limits.MaxWriteBatchSize; i++)
        {
            var before = buffer.Length;
            WriteDocument(writer, i);
            var size = buffer.Length - before;
            if (size > limits.MaxDocumentSize)
                throw new MongoException($"Document {i} of the insert has {size} bytes; the server takes {limits.MaxDocumentSize} at most.");
            if (Count > 0 && buffer.Length > limits.MaxMessageSize)
            {
                buffer.Truncate(before);
                break;
            }
            Count++;
        }
        OpMsg.FinishSequence(buffer, sequence);
    }

    private void WriteDocument(BsonWriter writer, int index)
    {
        writer.StartDocument();
        if (!codec.HasId(documents[index]))
        {
            ids ??= [];
            if (!ids.TryGetValue(index, out var id))
                ids[index] = id = ObjectId.NewId(clock);
            writer.WriteObjectId("_id", id);
        }
        codec.WriteElements(writer, documents[index]);
        writer.End();
    }
}
