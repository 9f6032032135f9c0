using System.Globalization;
using IbmPlatform.Mongo.Client;
using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Server.Tests;

public sealed class ScanMemoryTests
{
    private const long HeapLimit = 96L << 20;
    private const int DocumentSize = 20_000;

    /// <summary>The runtime is told to end the server rather than let its heap pass the limit. IBM_SCAN_MEGABYTES sets the size.</summary>
    [Fact]
    public async Task A_collection_larger_than_the_heap_is_read_from_end_to_end()
    {
        var megabytes = int.Parse(Environment.GetEnvironmentVariable("IBM_SCAN_MEGABYTES") ?? "150", CultureInfo.InvariantCulture);
        var count = megabytes * 1_048_576L / DocumentSize;
        var directory = ServerFixture.NewDirectory();
        await using (var server = await ServerProcess.Start(directory, ("DOTNET_GCHeapHardLimit", HeapLimit.ToString("x", CultureInfo.InvariantCulture))))
        {
            await using var client = MongoClient.Create(string.Create(CultureInfo.InvariantCulture, $"mongodb://127.0.0.1:{server.Port}/"));
            var things = client.GetDatabase("test").GetCollection<BsonDocument>("things");
            var text = new string('x', DocumentSize - 50);
            for (var from = 0L; from < count; from += 50)
                await things.InsertManyAsync([.. Enumerable.Range(0, (int)Math.Min(50, count - from)).Select(i => new BsonDocument { ["_id"] = from + i, ["text"] = text })]);

            var read = 0L;
            await foreach (var document in things.Find([], new FindOptions { BatchSize = 200 }))
                Assert.Equal(read++, document["_id"].ToInt64());
            Assert.Equal(count, read);
        }

        Directory.Delete(directory, recursive: true);
    }
}
