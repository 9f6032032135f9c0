using IbmPlatform.Mongo.Client.Connections;
using IbmPlatform.Mongo.Client.Mapping;
using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Protocol.Wire;

namespace IbmPlatform.Mongo.Client.Commands;

/// <summary>A write of many statements: those from <paramref name="start"/> on, as many as one message takes.</summary>
internal abstract class BatchCommand(
    string database, string name, string collection, CommandKind kind, string sequence, int total, int start, bool ordered, TimeProvider clock)
    : Command(database, name, collection, kind)
{
    // A document without an id gets one; a retry must send the same one.
    private Dictionary<int, ObjectId>? ids;

    /// <summary>How many statements the last message held.</summary>
    public int Count { get; private set; }

    public override void WriteFields(BsonWriter writer)
    {
        writer.WriteString(Name, Collection!);
        if (!ordered)
            writer.WriteBoolean("ordered", false);
    }

    public override void WriteSequences(BsonWriter writer, ServerLimits limits)
    {
        var buffer = writer.Buffer;
        var began = OpMsg.StartSequence(buffer, sequence);
        Count = 0;
        for (var i = start; i < total && Count < limits.MaxWriteBatchSize; i++)
        {
            var before = buffer.Length;
            writer.StartDocument();
            WriteStatement(writer, i);
            writer.End();
            var size = buffer.Length - before;
            if (size > limits.MaxDocumentSize)
                throw new MongoException($"Document {i} of the {Name} has {size} bytes; the server takes {limits.MaxDocumentSize} at most.");
            if (Count > 0 && buffer.Length > limits.MaxMessageSize)
            {
                buffer.Truncate(before);
                break;
            }
            Count++;
        }
        OpMsg.FinishSequence(buffer, began);
    }

    /// <summary>Writes the elements of a statement.</summary>
    protected abstract void WriteStatement(BsonWriter writer, int index);

    protected void WriteDocument<T>(BsonWriter writer, int index, T document, IDocumentCodec<T> codec)
    {
        if (!codec.HasId(document))
        {
            ids ??= [];
            if (!ids.TryGetValue(index, out var id))
                ids[index] = id = ObjectId.NewId(clock);
            writer.WriteObjectId("_id", id);
        }
        codec.WriteElements(writer, document);
    }
}
