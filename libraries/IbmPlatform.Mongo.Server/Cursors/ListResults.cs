using IbmPlatform.Mongo.Server.Query.Execution;

namespace IbmPlatform.Mongo.Server.Cursors;

/// <summary>Documents that are all at hand.</summary>
internal sealed class ListResults(IEnumerable<ReadOnlyMemory<byte>> documents) : ResultStream
{
    private readonly Queue<ReadOnlyMemory<byte>> waiting = new(documents);

    public bool IsEmpty => waiting.Count == 0;

    // Entries of a catalogue: few enough to be counted anew.
    public override long HeldBytes => waiting.Sum(document => (long)document.Length);

    public override bool TryNext(QueryContext context, out ReadOnlyMemory<byte> document) => waiting.TryDequeue(out document);

    public override void Suspend()
    {
    }
}
