using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server.Query;

namespace IbmPlatform.Mongo.Server.Aggregation;

/// <summary>What stages run with, beside the documents that come.</summary>
/// <param name="Now">The instant that <c>$$NOW</c> stands for.</param>
/// <param name="Find">Reads another collection of the same database, empty where there is none.</param>
internal sealed record StageContext(DateTimeOffset Now, Func<string, FilterNode, IEnumerable<BsonDocument>> Find)
{
    /// <summary>Where stages report what they gather.</summary>
    public PipelineMemory Memory { get; } = new();
}
