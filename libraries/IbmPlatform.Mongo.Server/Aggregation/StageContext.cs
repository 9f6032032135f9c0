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

    /// <summary>Called for each document that comes to a stage: throws when the command's time is over.</summary>
    public Action CheckTime { get; init; } = static () => { };

    /// <summary>The documents through the stages; even what makes many of few, or none of many, ends in time.</summary>
    public IEnumerable<BsonDocument> Through(IEnumerable<BsonDocument> documents, IReadOnlyList<IStage> stages) =>
        stages.Aggregate(documents, (stream, stage) => stage.Apply(InTime(stream), this));

    /// <summary>The documents of another collection, through a pipeline of its own.</summary>
    public IEnumerable<BsonDocument> Run(string collection, Pipeline pipeline, FilterNode? also = null)
    {
        var filter = pipeline.Query.Filter.Bind(Bindings);
        var query = pipeline.Query with { Filter = also is null ? filter : AndNode.Of(also, filter) };
        return Through(Find(collection, query), pipeline.Stages);
    }

    private IEnumerable<BsonDocument> InTime(IEnumerable<BsonDocument> documents)
    {
        foreach (var document in documents)
        {
            CheckTime();
            yield return document;
        }
    }
}
