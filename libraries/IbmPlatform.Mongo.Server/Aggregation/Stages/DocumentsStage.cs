using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server.Aggregation.Expressions;

namespace IbmPlatform.Mongo.Server.Aggregation.Stages;

/// <summary><c>$documents</c>: documents that the pipeline itself brings, in place of a collection's.</summary>
internal sealed class DocumentsStage(Expression documents) : IStage
{
    public static DocumentsStage Parse(BsonValue specification) => new(ExpressionParser.Parse(specification));

    public IEnumerable<BsonDocument> Apply(IEnumerable<BsonDocument> input, StageContext context)
    {
        if (documents.Evaluate(context.Bindings.ScopeOf([])) is not BsonArray items)
            throw new CommandException(Operands.Location(5858203), "an array is expected for $documents");
        foreach (var item in items)
            yield return item as BsonDocument ?? throw new CommandException(Operands.Location(40228), $"$documents takes objects, found {item}");
    }
}
