using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server.Aggregation;
using IbmPlatform.Mongo.Server.Cursors;
using IbmPlatform.Mongo.Server.Indexes;
using IbmPlatform.Mongo.Server.Query;
using IbmPlatform.Mongo.Server.Query.Execution;
using IbmPlatform.Mongo.Server.Query.Planning;
using IbmPlatform.Mongo.Server.Storage;

namespace IbmPlatform.Mongo.Server.Tests;

public sealed class PipelineResultsTests
{
    [Fact]
    public async Task A_lookup_goes_on_by_what_its_transaction_sees_when_an_index_and_a_collection_are_made_meanwhile()
    {
        var directory = Directory.CreateTempSubdirectory("ibm-mongo-pipeline-").FullName;
        await using (var database = Database.Open("test", Path.Combine(directory, "test.mongo.db")))
        {
            await Write(database, session => Fill(session, session.CreateCollection("left")));
            await Write(database, session => Fill(session, session.CreateCollection("right")));
            var lookups = new[] { "right", "late" }.Select(from => ServerFixture.Doc($"{{'$lookup': {{'from': '{from}', 'localField': 'k', 'foreignField': 'k', 'as': '{from}'}}}}"));
            var pipeline = Pipeline.Parse(new BsonArray(lookups));
            var results = new PipelineResults(Planner.Plan(database.Catalogue.Find("left")!, QuerySpec.All), pipeline.Stages, DateTimeOffset.UnixEpoch);
            using var reading = database.BeginRead();
            var context = new QueryContext(reading.Connection, new Deadline(TimeProvider.System, null, TestContext.Current.CancellationToken), reading.Catalogue);

            var first = Next(results, context);
            var byK = new IndexInfo(0, "k_1", [new IndexField("k", Descending: false)], Unique: false, Sparse: false);
            await Write(database, session => session.CreateIndex(session.Catalogue.Find("right")!, byK));
            await Write(database, session => Fill(session, session.CreateCollection("late")));
            var second = Next(results, context);
            results.Suspend();

            Assert.Equal([1, 1], new[] { first, second }.Select(found => found["right"].AsArray.Count));
            Assert.Equal([0, 0], new[] { first, second }.Select(found => found["late"].AsArray.Count));
        }

        Directory.Delete(directory, recursive: true);
    }

    private static BsonDocument Next(PipelineResults results, QueryContext context)
    {
        Assert.True(results.TryNext(context, out var document));
        return BsonDocument.Parse(document.Span);
    }

    private static CollectionInfo Fill(WriteSession session, CollectionInfo collection)
    {
        foreach (var n in (int[])[1, 2])
            session.Insert(collection, new BsonDocument { ["_id"] = n, ["k"] = n }.ToBytes());
        return collection;
    }

    private static Task<CollectionInfo> Write(Database database, Func<WriteSession, CollectionInfo> work) =>
        database.WriteAsync(work, TestContext.Current.CancellationToken);
}
