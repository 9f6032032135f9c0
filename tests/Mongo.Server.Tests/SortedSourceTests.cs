using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server.Indexes;
using IbmPlatform.Mongo.Server.Query.Execution;
using IbmPlatform.Mongo.Server.Storage;

namespace IbmPlatform.Mongo.Server.Tests;

public sealed class SortedSourceTests
{
    private const int Megabyte = 1 << 20;

    [Fact]
    public void A_limited_sort_forgets_the_key_of_what_it_drops()
    {
        // Four documents with long keys (96 MB with them) make way for four that are larger and have short keys (60 MB).
        var dropped = Enumerable.Range(0, 4).Select(i => new BsonDocument { ["_id"] = i, ["s"] = "z" + new string('z', 12 * Megabyte) });
        var kept = Enumerable.Range(4, 4).Select(i => new BsonDocument { ["_id"] = i, ["s"] = "a", ["text"] = new string('x', 15 * Megabyte) });
        var source = new SortedSource(new Given(dropped.Concat(kept)), [new IndexField("s", Descending: false)], limit: 4);
        var context = new QueryContext(null, new Deadline(TimeProvider.System, null, TestContext.Current.CancellationToken));

        var rows = new List<long>();
        while (source.TryNext(context, out var document))
        {
            rows.Add(document.Row);
            Assert.InRange(source.HeldBytes, (4L - rows.Count) * 15 * Megabyte, (4L - rows.Count) * 15 * Megabyte + 1000);
        }

        Assert.Equal([4, 5, 6, 7], rows);
    }

    [Fact]
    public void Keys_that_take_the_place_of_shorter_ones_count()
    {
        // Numbers stand before strings: in descending order the strings push them out, and are twice what they seem.
        var dropped = Enumerable.Range(0, 5).Select(i => new BsonDocument { ["_id"] = i, ["s"] = i });
        var kept = Enumerable.Range(5, 5).Select(i => new BsonDocument { ["_id"] = i, ["s"] = new string('x', 12 * Megabyte) });
        var source = new SortedSource(new Given(dropped.Concat(kept)), [new IndexField("s", Descending: true)], limit: 5);
        var context = new QueryContext(null, new Deadline(TimeProvider.System, null, TestContext.Current.CancellationToken));

        Assert.Equal("QueryExceededMemoryLimitNoDiskUseAllowed", Assert.Throws<CommandException>(() => source.TryNext(context, out _)).Code.Name);
    }

    private sealed class Given(IEnumerable<BsonDocument> documents) : DocumentSource
    {
        private readonly IEnumerator<BsonDocument> next = documents.GetEnumerator();

        public override long HeldBytes => 0;

        public override bool TryNext(QueryContext context, out StoredDocument document)
        {
            var any = next.MoveNext();
            document = any ? new StoredDocument(next.Current["_id"].ToInt64(), next.Current.ToBytes()) : default;
            return any;
        }

        public override void Suspend()
        {
        }

        public override BsonDocument Explain() => [];
    }
}
