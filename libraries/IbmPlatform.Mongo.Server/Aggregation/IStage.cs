using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Server.Aggregation;

/// <summary>One stage of a pipeline: a stream of documents from a stream of documents.</summary>
internal interface IStage
{
    IEnumerable<BsonDocument> Apply(IEnumerable<BsonDocument> input, StageContext context);
}
