using IbmPlatform.Mongo.Client.Mapping;
using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Client.Commands;

/// <summary>Inserts the documents from <paramref name="start"/> on, as many as one message takes.</summary>
internal sealed class InsertCommand<T>(
    string database, string collection, IReadOnlyList<T> documents, int start, bool ordered, IDocumentCodec<T> codec, TimeProvider clock)
    : BatchCommand(database, "insert", collection, CommandKind.RetryableWrite, "documents", documents.Count, start, ordered, clock)
{
    protected override void WriteStatement(BsonWriter writer, int index) => WriteDocument(writer, index, documents[index], codec);
}
