using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Server.Aggregation.Stages;

/// <summary><c>$facet</c>: several pipelines over the same documents, each an array of the one result.</summary>
internal sealed class FacetStage(IReadOnlyList<(string Name, IReadOnlyList<IStage> Stages)> facets) : IStage
{
    public static FacetStage Parse(BsonDocument specification)
    {
        if (specification.Count == 0)
            throw new CommandException(new MongoErrorCode(40169, "Location40169"), "the $facet specification must be a non-empty object");
        return new FacetStage([.. specification.Select(facet => (Name(facet.Name), Stages(facet.Name, facet.Value)))]);
    }

    public IEnumerable<BsonDocument> Apply(IEnumerable<BsonDocument> input, StageContext context)
    {
        yield return Gather(input, context);
    }

    private BsonDocument Gather(IEnumerable<BsonDocument> input, StageContext context)
    {
        using var memory = context.Memory.Open("$facet");
        var documents = new List<byte[]>();
        foreach (var document in input)
        {
            documents.Add(document.ToBytes());
            memory.Add(documents[^1].Length);
        }

        var result = new BsonDocument();
        foreach (var (name, stages) in facets)
        {
            // Stages may change a document in place: every facet reads its own.
            var stream = context.Through(documents.Select(d => BsonDocument.Parse(d)), stages);
            var facet = new BsonArray();
            foreach (var document in stream)
            {
                memory.Add(ValueSize.Of(document));
                facet.Add(document);
            }

            result.Add(name, facet);
        }

        return result;
    }

    private static string Name(string name) => name.Length > 0 && !name.StartsWith('$') && !name.Contains('.')
        ? name
        : throw CommandException.FailedToParse($"'{name}' is no name of a facet: neither '$' at the start nor '.'");

    private static List<IStage> Stages(string name, BsonValue value)
    {
        if (value is not BsonArray pipeline)
            throw CommandException.FailedToParse($"arguments to $facet must be arrays, {name} is type {Query.TypeNames.Of(value.Type)}");
        var stages = Pipeline.ParseStages(pipeline);
        var refused = stages.FindIndex(stage => stage is FacetStage or DocumentsStage);
        return refused >= 0
            ? throw new CommandException(new MongoErrorCode(40600, "Location40600"), $"{pipeline[refused].AsDocument[0].Name} is not allowed to be used within a $facet stage")
            : stages;
    }
}
