using IbmPlatform.Mongo.Server.Query.Execution;

namespace IbmPlatform.Mongo.Server.Cursors;

/// <summary>The documents that a command answers with, one after the other, across several commands.</summary>
internal abstract class ResultStream
{
    public abstract bool TryNext(QueryContext context, out ReadOnlyMemory<byte> document);

    /// <summary>Roughly the bytes of results that wait in memory to be read.</summary>
    public abstract long HeldBytes { get; }

    /// <summary>Lets go of the connection that the last documents were read on.</summary>
    public abstract void Suspend();

    /// <summary>The same while a document is being looked for: the next one is read on the connection as it is then.</summary>
    public virtual void PutDown() => Suspend();
}
