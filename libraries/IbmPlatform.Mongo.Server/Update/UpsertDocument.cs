using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server.Query;
using IbmPlatform.Mongo.Server.Query.Predicates;

namespace IbmPlatform.Mongo.Server.Update;

/// <summary>The document that an upsert starts from: the filter's equalities.</summary>
internal static class UpsertDocument
{
    public static BsonDocument From(FilterNode filter, IDocumentUpdate update)
    {
        var document = new BsonDocument();
        foreach (var (path, value) in Equalities(filter))
        {
            // A replacement takes nothing but the _id from the filter.
            if (update.IsReplacement && path != "_id")
                continue;
            var slot = new FieldSlot(document, path.Split('.'));
            if (slot.Value is not null)
                throw new CommandException(MongoErrorCodes.NotSingleValueField, $"cannot infer query fields to set, path '{path}' is matched twice");
            slot.Set(value);
        }

        return document;
    }

    private static IEnumerable<(string Path, BsonValue Value)> Equalities(FilterNode filter) => filter switch
    {
        AndNode and => and.Parts.SelectMany(Equalities),
        OrNode { Parts.Count: 1 } or => Equalities(or.Parts[0]),
        PathFilter { Predicate: ComparePredicate { Comparison: Comparison.Equal } equal } path => [(path.Path, equal.Operand.ToValue())],
        PathFilter { Predicate: InPredicate { HasPatterns: false, Values: [var only] } } path => [(path.Path, only.ToValue())],
        _ => [],
    };
}
