using IbmPlatform.Mongo.Client;
using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Server.Tests.Differential;

/// <summary>Some documents, some indexes, and cases asked of both.</summary>
internal sealed class DifferentialRound(ServerFixture server, MingoProcess mingo, CaseGenerator generator)
{
    public async Task<IReadOnlyList<string>> Run(int documents, int cases)
    {
        await server.Things.DeleteManyAsync([]);
        await server.Things.InsertManyAsync(generator.Documents(documents));
        await server.Run("{'dropIndexes': 'things', 'index': '*'}");
        if (generator.Indexes() is { Count: > 0 } indexes)
            await server.Database.RunCommandAsync(new BsonDocument { ["createIndexes"] = "things", ["indexes"] = indexes });

        var differences = new List<string>();
        var stored = await Stored([]);
        for (var i = 0; i < cases; i++)
        {
            var asked = (i % 5) switch { 0 or 1 => generator.Find(), 2 => generator.Update(), _ => generator.Aggregate() };
            var before = asked.Kind == CaseKind.Update ? new BsonArray { stored[i % documents] } : stored;
            var theirs = await mingo.Ask(asked.Task(before));
            var ours = await Ours(asked, before);
            if (!Agree(ours, theirs))
                differences.Add($"{asked.Text}{(asked.Kind == CaseKind.Update ? $" of {ExtendedJson.Write(before)}" : "")}\n  server {Short(ours, theirs)}\n  mingo  {Short(theirs, ours)}");
            if (asked.Kind == CaseKind.Update)
                stored = await Stored([]);
        }

        return differences;
    }

    private async Task<BsonDocument> Ours(Case asked, BsonArray documents)
    {
        try
        {
            return new BsonDocument("result", asked.Kind switch
            {
                CaseKind.Find => await Find(asked.Parts),
                CaseKind.Aggregate => new BsonArray(await server.Things.AggregateAsync<BsonDocument>([.. asked.Parts["pipeline"].AsArray.Select(s => s.AsDocument)])),
                _ => await Update(asked.Parts, documents[0].AsDocument["_id"]),
            });
        }
        catch (MongoException fault)
        {
            return new BsonDocument("error", fault.Message);
        }
    }

    private async Task<BsonArray> Find(BsonDocument parts) => new(await server.Things.Find(
        parts["filter"].AsDocument, new FindOptions { Sort = parts["sort"].AsDocument, Projection = parts.Find("projection") as BsonDocument }).ToListAsync());

    private async Task<BsonArray> Update(BsonDocument parts, BsonValue id)
    {
        await server.Things.UpdateOneAsync(new BsonDocument("_id", id), parts["update"].AsDocument);
        return await Stored(new BsonDocument("_id", id));
    }

    private async Task<BsonArray> Stored(BsonDocument filter) =>
        new(await server.Things.Find(filter, new FindOptions { Sort = new BsonDocument("_id", 1) }).ToListAsync());

    // A refusal is a refusal, in whatever words.
    private static bool Agree(BsonDocument ours, BsonDocument theirs) =>
        ours.Contains("error") ? theirs.Contains("error") : theirs.Find("result") is { } result && Comparable.Of(ours["result"]) == Comparable.Of(result);

    // What is in one answer only; all of both when they differ by order.
    private static string Short(BsonDocument answer, BsonDocument other)
    {
        if (answer.Find("result") is not BsonArray mine || other.Find("result") is not BsonArray theirs)
            return Cut(ExtendedJson.Write(answer));
        var known = theirs.Select(Comparable.Of).ToHashSet(StringComparer.Ordinal);
        var alone = mine.Where(d => !known.Contains(Comparable.Of(d))).ToList();
        return alone.Count == 0 && mine.Count == theirs.Count ? $"order {Cut(ExtendedJson.Write(mine))}" : $"only here {Cut(ExtendedJson.Write(new BsonArray(alone)))}";
    }

    private static string Cut(string text) => text.Length > 1500 ? text[..1500] : text;
}
