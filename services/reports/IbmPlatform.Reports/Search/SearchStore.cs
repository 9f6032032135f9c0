using System.Text.RegularExpressions;
using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Reports.Following;
using IbmPlatform.ServiceDefaults;
using IbmPlatform.ServiceDefaults.Filtering;
using IbmPlatform.ServiceDefaults.Streams;
using Microsoft.Extensions.DependencyInjection;

namespace IbmPlatform.Reports.Search;

/// <summary>Every query for the search entries.</summary>
internal sealed class SearchStore([FromKeyedServices(ReportsService.ServiceName)] ServiceDatabase database)
{
    private readonly ReadModel<SearchEntry> entries = database.ReadModel<SearchEntry>(Collections.Search);

    /// <summary>What the query finds, the best first.</summary>
    public async Task<IReadOnlyList<SearchHit>> FindAsync(SearchQuestion question, IReadOnlyList<EntityType>? types, CancellationToken cancellationToken)
    {
        List<BsonDocument> terms =
        [
            .. question.Words.Select(word => new BsonDocument("state.words", word)),
            new("state.words", new BsonDocument("$regex", "^" + Regex.Escape(question.Beginning))),
        ];
        var kinds = types is null ? [] : Conditions.In("state.type", types.Select(t => BsonNames.Of(t)));
        var found = await entries.ListAsync(Conditions.And([.. terms, kinds]), null, cancellationToken).ConfigureAwait(false);
        if (found.Count == 0)
            return [];
        var rarity = await RarityAsync(terms, cancellationToken).ConfigureAwait(false);
        return
        [
            .. found.Select(entry => Scoring.Hit(entry, question, rarity))
                .OrderByDescending(hit => hit.Score).ThenBy(hit => hit.Id, StringComparer.Ordinal),
        ];
    }

    /// <summary>The fewer entries have a term, the more it tells.</summary>
    private async Task<IReadOnlyList<double>> RarityAsync(IReadOnlyList<BsonDocument> terms, CancellationToken cancellationToken)
    {
        double all = await CountAsync([], cancellationToken).ConfigureAwait(false);
        var rarity = new List<double>();
        foreach (var term in terms)
            rarity.Add(Math.Log(1 + (all / Math.Max(1, await CountAsync(term, cancellationToken).ConfigureAwait(false)))));
        return rarity;
    }

    private Task<long> CountAsync(BsonDocument condition, CancellationToken cancellationToken) => entries.Documents.CountDocumentsAsync(
        Conditions.And([new BsonDocument("state", new BsonDocument("$ne", BsonNull.Value)), condition]), cancellationToken: cancellationToken);
}
