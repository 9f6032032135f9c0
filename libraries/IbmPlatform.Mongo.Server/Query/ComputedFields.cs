using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server.Aggregation;
using IbmPlatform.Mongo.Server.Aggregation.Expressions;
using IbmPlatform.Mongo.Server.Aggregation.Stages;

namespace IbmPlatform.Mongo.Server.Query;

/// <summary>The fields of a find's projection that expressions make.</summary>
/// <param name="fields">The fields.</param>
/// <param name="bindings">What the expressions can name beside the document.</param>
/// <param name="keepsNothing">Whether the document shows nothing of its own beside them.</param>
internal sealed class ComputedFields(AddFieldsStage fields, Bindings bindings, bool keepsNothing)
{
    private readonly StageContext context = new(default, static (_, _) => throw new InvalidOperationException("A projection reads no other collection.")) { Bindings = bindings };

    public bool KeepsNothing => keepsNothing;

    public byte[] Add(ReadOnlySpan<byte> document, BsonDocument kept) => fields.Extend(BsonDocument.Parse(document), kept, context).ToBytes();
}
