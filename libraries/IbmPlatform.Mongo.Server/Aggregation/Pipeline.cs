using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server.Aggregation.Expressions;
using IbmPlatform.Mongo.Server.Aggregation.Stages;
using IbmPlatform.Mongo.Server.Indexes;
using IbmPlatform.Mongo.Server.Query;

namespace IbmPlatform.Mongo.Server.Aggregation;

/// <summary>A pipeline, parsed. Its leading <c>$match</c>, <c>$sort</c> and <c>$limit</c> are given to the planner, which may use an index.</summary>
internal sealed class Pipeline
{
    // Each stage costs stack and time for every document.
    private const int MaxStages = 1000;

    private Pipeline(QuerySpec query, IReadOnlyList<IStage> stages, BsonArray specification)
    {
        Query = query;
        Stages = stages;
        Specification = specification;
    }

    /// <summary>What is asked of the collection.</summary>
    public QuerySpec Query { get; }

    /// <summary>What is done with its documents.</summary>
    public IReadOnlyList<IStage> Stages { get; }

    /// <summary>The pipeline as it was asked for; the last of it are the <see cref="Stages"/>.</summary>
    public BsonArray Specification { get; }

    /// <summary>The pipeline with variables for what is asked of the collection; its stages get them as they run.</summary>
    public Pipeline Bind(Bindings bindings) => new(Query with { Filter = Query.Filter.Bind(bindings) }, Stages, Specification);

    /// <param name="pipeline">Its stages.</param>
    /// <param name="ofCommand">True for a pipeline of its own, false for one inside a stage.</param>
    public static Pipeline Parse(BsonArray pipeline, bool ofCommand = false)
    {
        var stages = ParseStages(pipeline, ofCommand);
        var filters = stages.TakeWhile(s => s is MatchStage).Cast<MatchStage>().Select(m => m.Filter).ToList();
        var next = filters.Count;
        IReadOnlyList<IndexField> sort = [];
        int? limit = null;
        if (next < stages.Count && stages[next] is SortStage sorting)
        {
            sort = sorting.Fields;
            next++;
            if (next < stages.Count && stages[next] is LimitStage { Limit: <= int.MaxValue } first)
                limit = (int)first.Limit;
        }

        var filter = filters.Count == 1 ? filters[0] : new AndNode(filters);
        return new Pipeline(new QuerySpec(filter, sort, limit), stages[next..], pipeline);
    }

    public static List<IStage> ParseStages(BsonArray pipeline, bool ofCommand = false)
    {
        if (pipeline.Count > MaxStages)
            throw CommandException.FailedToParse($"Pipeline length must be no longer than {MaxStages} stages");
        List<IStage> stages = [.. pipeline.Select(Stage)];
        for (var i = 0; i < stages.Count; i++)
        {
            var name = pipeline[i].AsDocument[0].Name;
            var first = i == 0 && (ofCommand || stages[i] is DocumentsStage);
            if (!first && stages[i] is CollStatsStage or IndexStatsStage or DocumentsStage or CurrentOpStage)
                throw new CommandException(new MongoErrorCode(40602, "Location40602"), $"{name} is only valid as the first stage in a pipeline");
            if (stages[i] is not OutputStage)
                continue;
            if (!ofCommand)
                throw new CommandException(new MongoErrorCode(51047, "Location51047"), $"{name} is not allowed within another stage's pipeline");
            if (i < stages.Count - 1)
                throw new CommandException(new MongoErrorCode(40601, "Location40601"), $"{name} can only be the final stage in the pipeline");
        }

        return stages;
    }

    private static IStage Stage(BsonValue value)
    {
        if (value is not BsonDocument stage)
            throw CommandException.TypeMismatch("Each element of the 'pipeline' array must be an object");
        return stage.Count == 1
            ? StageParser.Parse(stage[0].Name, stage[0].Value)
            : throw new CommandException(MongoErrorCodes.Location40323, "A pipeline stage specification object must contain exactly one field.");
    }
}
