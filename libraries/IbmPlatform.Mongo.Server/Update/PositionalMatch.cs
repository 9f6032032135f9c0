using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server.Query;
using IbmPlatform.Mongo.Server.Query.Execution;
using IbmPlatform.Mongo.Server.Query.Predicates;

namespace IbmPlatform.Mongo.Server.Update;

/// <summary>Finds the array element that made the filter match, which the positional <c>$</c> stands for.</summary>
internal static class PositionalMatch
{
    public static int? Find(FilterNode filter, BsonDocument document, string arrayPath, BsonArray array)
    {
        // The last condition on the array decides, as MongoDB has it for several.
        int? found = null;
        foreach (var condition in Conditions(filter, document))
        {
            if (condition.Path != arrayPath && !condition.Path.StartsWith(arrayPath + ".", StringComparison.Ordinal))
                continue;
            for (var i = 0; i < array.Count; i++)
            {
                Work.Step();
                if (!MatchesAlone(condition, arrayPath, array[i]))
                    continue;
                found = i;
                break;
            }
        }

        return found;
    }

    private static IEnumerable<PathFilter> Conditions(FilterNode filter, BsonDocument document) => filter switch
    {
        AndNode and => and.Parts.SelectMany(p => Conditions(p, document)),
        OrNode or => or.Parts.Where(p => p.Matches(document.ToBytes())).Take(1).SelectMany(p => Conditions(p, document)),
        PathFilter path => [path],
        _ => [],
    };

    // The condition on a document that holds this one element in the array's place.
    private static bool MatchesAlone(PathFilter condition, string arrayPath, BsonValue element)
    {
        BsonValue value = new BsonArray { element };
        foreach (var part in arrayPath.Split('.').Reverse())
            value = new BsonDocument(part, value);
        // $size and $exists speak of the whole array and find no element.
        return condition.Predicate is not (SizePredicate or ExistsPredicate) && condition.Matches(value.AsDocument.ToBytes());
    }
}
