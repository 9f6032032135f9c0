using IbmPlatform.Mongo.Client.Mapping;
using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Client.Commands;

/// <summary>The writes of one kind in a bulk write. Sent again after a lost reply only where none of them means many documents.</summary>
internal sealed class BulkCommand<T>(
    string database, string collection, BulkRun<T> run, int start, bool ordered, IDocumentCodec<T> codec, TimeProvider clock)
    : BatchCommand(
        database, run.Command, collection, run.MeansMany ? CommandKind.Write : CommandKind.RetryableWrite, run.Sequence, run.Writes.Count, start, ordered, clock)
{
    protected override void WriteStatement(BsonWriter writer, int index)
    {
        switch (run.Writes[index].Model)
        {
            case InsertOneModel<T> insert:
                WriteDocument(writer, index, insert.Document, codec);
                break;
            case UpdateOneModel<T> update:
                UpdateStatement.Write(writer, update.Filter, update.Update, RawDocumentCodec.Instance, multi: false, update.Options);
                break;
            case UpdateManyModel<T> update:
                UpdateStatement.Write(writer, update.Filter, update.Update, RawDocumentCodec.Instance, multi: true, update.Options);
                break;
            case ReplaceOneModel<T> replace:
                UpdateStatement.Write(writer, replace.Filter, replace.Replacement, codec, multi: false, replace.Options);
                break;
            case DeleteOneModel<T> delete:
                writer.WriteValue("q", delete.Filter);
                writer.WriteInt32("limit", 1);
                break;
            case DeleteManyModel<T> delete:
                writer.WriteValue("q", delete.Filter);
                writer.WriteInt32("limit", 0);
                break;
        }
    }
}
