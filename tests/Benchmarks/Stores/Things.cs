using IbmPlatform.Mongo.Client;
using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Benchmarks.Stores;

/// <summary>The documents that are stored: about 280 bytes with an indexed number.</summary>
internal static class Things
{
    private static readonly string Text = new('x', 200);

    public static byte[] Bytes { get; } = Of(0).ToBytes();

    public static BsonDocument Of(int n) => new() { ["_id"] = n, ["n"] = n, ["name"] = $"thing {n}", ["text"] = Text };

    /// <summary>An empty collection with the one index.</summary>
    public static async Task<MongoCollection<BsonDocument>> CollectionAsync(MongoDatabase database, string name)
    {
        var collection = database.GetCollection<BsonDocument>(name);
        await collection.CreateIndexesAsync(new IndexModel(new BsonDocument("n", 1)));
        return collection;
    }

    public static async Task FillAsync(MongoCollection<BsonDocument> collection, int count)
    {
        foreach (var part in Enumerable.Range(0, count).Chunk(10_000))
            await collection.InsertManyAsync([.. part.Select(Of)]);
    }
}
