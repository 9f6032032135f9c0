using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server.Aggregation;
using IbmPlatform.Mongo.Server.Aggregation.Expressions;
using IbmPlatform.Mongo.Server.Commands;

namespace IbmPlatform.Mongo.Server.Update;

/// <summary>An update by an aggregation pipeline: the document that comes out takes the place; the <c>_id</c> stays.</summary>
internal sealed class PipelineUpdate : IDocumentUpdate
{
    private readonly List<IStage> stages;

    public PipelineUpdate(BsonArray pipeline)
    {
        foreach (var stage in pipeline.OfType<BsonDocument>().Where(stage => stage.Count > 0))
        {
            if (stage[0].Name is not ("$addFields" or "$set" or "$project" or "$unset" or "$replaceRoot" or "$replaceWith"))
                throw new CommandException(MongoErrorCodes.InvalidOptions, $"{stage[0].Name} is not allowed to be used within an update");
        }

        stages = Pipeline.ParseStages(pipeline);
    }

    public bool IsReplacement => false;

    public IEnumerable<string> ArrayFilterNames => [];

    public BsonDocument Apply(BsonDocument document, UpdateContext context)
    {
        var id = document.Find("_id");
        var running = new StageContext(context.Now, static (_, _) => throw new InvalidOperationException("No stage of an update reads another collection."))
        {
            Bindings = context.Bindings ?? new Bindings(context.Now),
        };
        IEnumerable<BsonDocument> input = [document.Clone()];
        var result = stages.Aggregate(input, (stream, stage) => stage.Apply(stream, running)).Single();
        if (Built.Bytes("An update", result, NewDocument.MaxSize) > NewDocument.MaxSize)
            throw NewDocument.TooLargeUpdate();
        if (id is null || result.Contains("_id"))
            return result;
        var updated = new BsonDocument("_id", id);
        foreach (var (name, value) in result)
            updated.Add(name, value);
        return updated;
    }
}
