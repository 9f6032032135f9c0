using IbmPlatform.Mongo.Server.Indexes;
using IbmPlatform.Mongo.Server.Query.Execution;
using IbmPlatform.Mongo.Server.Storage;

namespace IbmPlatform.Mongo.Server.Query.Planning;

/// <summary>Chooses how a filter and a sort are answered: by which index, or by reading the collection.</summary>
internal static class Planner
{
    public static DocumentSource Plan(CollectionInfo collection, QuerySpec query)
    {
        var branches = Conjunction.Branches(query.Filter);
        if (query.NaturalDirection is { } direction)
            return Sorted(new CollectionScan(collection, query.Filter, reverse: direction < 0), query);

        var best = Best(Candidates(collection, branches, query), query);
        if (best is not null)
        {
            var ordered = best.Provides(query.Sort, out var reverse);
            var scan = new IndexScan(collection, best, query.Filter, reverse);
            return ordered ? scan : Sorted(scan, query);
        }

        if (branches.Count > 1 && Alternatives(collection, branches, query) is { } alternatives)
            return Sorted(alternatives, query);
        return Sorted(new CollectionScan(collection, query.Filter, reverse: false), query);
    }

    private static DocumentSource Sorted(DocumentSource source, QuerySpec query) =>
        query.Sort.Count == 0 ? source : new SortedSource(source, query.Sort, query.SortLimit);

    private static IEnumerable<IndexCandidate> Candidates(
        CollectionInfo collection, IReadOnlyList<IReadOnlyList<PathFilter>> branches, QuerySpec query)
    {
        foreach (var index in collection.Indexes)
        {
            if (query.Hint is { } hint && hint != index.Name)
                continue;
            if (IndexCandidate.Create(index, branches) is { } candidate)
                yield return candidate;
        }
    }

    private static IndexCandidate? Best(IEnumerable<IndexCandidate> candidates, QuerySpec query)
    {
        IndexCandidate? best = null;
        var bestScore = 0;
        foreach (var candidate in candidates)
        {
            var score = query.Hint is null ? Score(candidate, query) : 1;
            if (score > bestScore)
                (best, bestScore) = (candidate, score);
        }

        return best;
    }

    // Without statistics: one unique key beats all; then bound leading fields; an order that saves a sort weighs about one field.
    private static int Score(IndexCandidate candidate, QuerySpec query)
    {
        if (candidate.IsUniquePoint)
            return 1000;
        var sorts = query.Sort.Count > 0 && candidate.Provides(query.Sort, out _);
        var score = 20 * candidate.PointFields + (candidate.HasRange ? 10 : 0);
        return score + (sorts ? query.SortLimit is null ? 12 : 25 : 0);
    }

    private static UnionSource? Alternatives(CollectionInfo collection, IReadOnlyList<IReadOnlyList<PathFilter>> branches, QuerySpec query)
    {
        var scans = new List<DocumentSource>();
        foreach (var branch in branches)
        {
            var best = Best(Candidates(collection, [branch], query).Where(c => c.IsBound), query with { Sort = [] });
            if (best is null)
                return null;
            scans.Add(new IndexScan(collection, best, query.Filter, reverse: false));
        }

        return new UnionSource(scans);
    }
}
