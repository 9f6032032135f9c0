using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Server.Aggregation.Stages;

/// <summary><c>$unionWith</c>: the documents that come, then those of another collection, through a pipeline of their own.</summary>
internal sealed class UnionWithStage(string collection, Pipeline pipeline) : IStage
{
    public static UnionWithStage Parse(BsonValue specification)
    {
        if (specification is BsonString name)
            return new UnionWithStage(Collection(name), Pipeline.Parse([]));
        if (specification is not BsonDocument document)
            throw CommandException.FailedToParse($"the $unionWith stage specification must be an object or string, but found {Query.TypeNames.Of(specification.Type)}");
        foreach (var field in document.Names)
        {
            if (field is not ("coll" or "pipeline"))
                throw new CommandException(ServerErrorCodes.UnknownField, $"BSON field '$unionWith.{field}' is an unknown field.");
        }

        var pipeline = Pipeline.Parse(document.Find("pipeline") switch
        {
            null => [],
            BsonArray stages => stages,
            _ => throw CommandException.TypeMismatch("BSON field '$unionWith.pipeline' is the wrong type, expected type 'array'"),
        });
        // Documents of its own need no collection.
        return new UnionWithStage(pipeline.Stages is [DocumentsStage, ..] && !document.Contains("coll") ? "" : Collection(document.Find("coll")), pipeline);
    }

    public IEnumerable<BsonDocument> Apply(IEnumerable<BsonDocument> input, StageContext context) => input.Concat(context.Run(collection, pipeline));

    private static string Collection(BsonValue? name) => Commands.Namespaces.CheckCollection("", name is BsonString { Value: { Length: > 0 } text }
        ? text
        : throw new CommandException(ServerErrorCodes.MissingField, "BSON field '$unionWith.coll' is missing but a required field"));
}
