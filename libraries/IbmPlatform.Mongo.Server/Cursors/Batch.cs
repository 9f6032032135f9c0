using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server.Query.Execution;

namespace IbmPlatform.Mongo.Server.Cursors;

/// <summary>One reply's share of a result.</summary>
internal sealed class Batch
{
    /// <summary>What a first batch holds unless asked otherwise, as MongoDB has it.</summary>
    public const int DefaultFirstSize = 101;

    // Each is an element of an array: its type, and its position as a name.
    private const int MaxElementOverhead = 12;

    private Batch(List<ReadOnlyMemory<byte>> documents, ReadOnlyMemory<byte>? held, bool finished)
    {
        Documents = documents;
        Held = held;
        Finished = finished;
    }

    public IReadOnlyList<ReadOnlyMemory<byte>> Documents { get; }

    /// <summary>A document that was read and did not fit any more.</summary>
    public ReadOnlyMemory<byte>? Held { get; }

    public bool Finished { get; }

    /// <summary>What the documents take in a reply.</summary>
    public int Bytes => Documents.Sum(document => document.Length + MaxElementOverhead);

    /// <summary>Reads as many as asked for, and no more bytes than a reply may hold.</summary>
    public static Batch Read(ResultStream results, QueryContext context, int? size, ReadOnlyMemory<byte>? held = null)
    {
        var documents = new List<ReadOnlyMemory<byte>>();
        var bytes = 0;
        using var running = context.Enter();
        context.PutDown = results.PutDown;
        try
        {
            while (size is null || documents.Count < size)
            {
                ReadOnlyMemory<byte> document;
                if (held is { } waiting)
                    (document, held) = (waiting, null);
                else if (!results.TryNext(context, out document))
                    return new Batch(documents, null, finished: true);
                if (documents.Count > 0 && bytes + document.Length > BsonLimits.MaxDocumentSize)
                    return new Batch(documents, document, finished: false);
                documents.Add(document);
                bytes += document.Length;
            }

            return new Batch(documents, held, finished: false);
        }
        finally
        {
            results.Suspend();
        }
    }
}
