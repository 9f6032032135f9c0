using IbmPlatform.Mongo.Client;
using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Benchmarks.Stores;

/// <summary>The documents that are stored: about 280 bytes with an indexed number.</summary>
internal static class Things
{
    private static readonly string Text = new('x', 200);

    public static byte[] Bytes { get; } = Of(0).ToBytes();

    public static BsonDocument Of(int n) => new() { ["_id"] = n, ["n"] = n, ["name"] = $"thing {n}", ["text"] = Text };

    public static async Task FillAsync(MongoCollection<BsonDocument> collection, int count)
    {
        foreach (var part in Enumerable.Range(0, count).Chunk(10_000))
            await collection.InsertManyAsync([.. part.Select(Of)]);
    }
}
