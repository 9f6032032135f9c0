using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server.Storage;

namespace IbmPlatform.Mongo.Server.Query.Execution;

/// <summary>A stream of documents that can be put down between two commands and taken up on another connection.</summary>
internal abstract class DocumentSource
{
    public abstract bool TryNext(QueryContext context, out StoredDocument document);

    /// <summary>
    /// Has the documents projected where they are read, before they are copied: of a large document that is shown in part, only
    /// that part is kept. False where the whole documents are needed on the way, such as for sorting.
    /// </summary>
    public virtual bool TakesProjection(Projection projection) => false;

    /// <summary>Roughly the bytes that are kept between two documents.</summary>
    public abstract long HeldBytes { get; }

    /// <summary>Lets go of statements; the next call seeks to where this one stopped.</summary>
    public abstract void Suspend();

    /// <summary>The plan as explain shows it.</summary>
    public abstract BsonDocument Explain();
}
