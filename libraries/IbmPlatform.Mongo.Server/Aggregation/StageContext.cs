using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server.Aggregation.Expressions;
using IbmPlatform.Mongo.Server.Query;

namespace IbmPlatform.Mongo.Server.Aggregation;

/// <summary>What stages run with, beside the documents that come.</summary>
/// <param name="Now">The instant that <c>$$NOW</c> stands for.</param>
/// <param name="Find">Reads another collection of the same database, empty where there is none.</param>
internal sealed record StageContext(DateTimeOffset Now, Func<string, QuerySpec, IEnumerable<BsonDocument>> Find)
{
    /// <summary>Where stages report what they gather.</summary>
    public PipelineMemory Memory { get; } = new();

    /// <summary>What the pipeline's expressions can name beside the document.</summary>
    public Bindings Bindings { get; init; } = new(Now);

    /// <summary>The documents of another collection, through a pipeline of its own.</summary>
    public IEnumerable<BsonDocument> Run(string collection, Pipeline pipeline, FilterNode? also = null)
    {
        var filter = pipeline.Query.Filter.Bind(Bindings);
        var query = pipeline.Query with { Filter = also is null ? filter : AndNode.Of(also, filter) };
        return pipeline.Stages.Aggregate(Find(collection, query), (stream, stage) => stage.Apply(stream, this));
    }
}
