using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Client.Tests.Unified;

/// <summary>The entities of a file that a test needs: one that it never names is not made, and cannot be the reason not to run it.</summary>
internal static class Definitions
{
    public static BsonArray UsedBy(BsonDocument file, BsonDocument test)
    {
        var definitions = (file.Find("createEntities") as BsonArray ?? []).Select(d => d.AsDocument).ToList();
        var used = Texts(test).ToHashSet(StringComparer.Ordinal);
        // A collection needs its database, which needs its client; definitions come before what needs them.
        foreach (var definition in Enumerable.Reverse(definitions).Select(d => d[0].Value.AsDocument).Where(d => used.Contains(d["id"].AsString)))
            used.UnionWith(Texts(definition));
        return new BsonArray(definitions.Where(d => used.Contains(d[0].Value.AsDocument["id"].AsString)));
    }

    private static IEnumerable<string> Texts(BsonValue value) => value switch
    {
        BsonString text => [text.Value],
        BsonDocument document => document.Values.SelectMany(Texts),
        BsonArray array => array.SelectMany(Texts),
        _ => [],
    };
}
