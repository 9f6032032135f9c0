using System.Buffers.Binary;
using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Protocol.Wire;

namespace IbmPlatform.Mongo.Client.Tests;

public sealed class AllocationTests
{
    private const int Budget = 8 * 1024;

    [Fact]
    public async Task Finding_one_record_allocates_less_than_eight_kilobytes()
    {
        var record = new Sparse("x", new string('n', 100), 2015, ["a", "b", "c"], ["d"]);
        await using var client = MongoClient.Create("mongodb://in-process/test", new MongoClientOptions
        {
            StreamFactory = _ => ValueTask.FromResult<Stream>(new CannedStream(Answer.Cursor(0, first: true, BsonMapper.ToDocument(record)).Document!)),
        });
        var collection = client.GetDatabase("test").GetCollection<Sparse>("things");
        var filter = Filter.Eq("_id", "x");
        for (var i = 0; i < 50; i++)
            await collection.FindOneAsync(filter);

        const int Rounds = 200;
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Rounds; i++)
        {
            var find = collection.FindOneAsync(filter);
            // Everything is answered at once, so all of it happens on this thread and is counted.
            Assert.True(find.IsCompletedSuccessfully);
        }
        var each = (GC.GetAllocatedBytesForCurrentThread() - before) / Rounds;

        TestContext.Current.TestOutputHelper?.WriteLine($"{each} bytes a findOne");
        Assert.InRange(each, 1, Budget);
    }

    /// <summary>Answers every message at once: hello to a legacy query, else the reply given.</summary>
    private sealed class CannedStream(BsonDocument reply) : NotSupportedStream
    {
        private readonly byte[] canned = Message(reply);
        private readonly byte[] hello = Hello();
        private byte[] current = [];
        private int offset;

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var header = MessageHeader.Read(buffer.Span);
            current = header.OpCode == OpCode.Query ? hello : canned;
            BinaryPrimitives.WriteInt32LittleEndian(current.AsSpan(8), header.RequestId);
            offset = 0;
            return ValueTask.CompletedTask;
        }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var count = Math.Min(buffer.Length, current.Length - offset);
            current.AsSpan(offset, count).CopyTo(buffer.Span);
            offset += count;
            return ValueTask.FromResult(count);
        }

        private static byte[] Message(BsonDocument reply)
        {
            using var buffer = new PooledBuffer();
            OpMsg.Write(buffer, 1, 1, reply);
            return buffer.WrittenSpan.ToArray();
        }

        private static byte[] Hello()
        {
            using var buffer = new PooledBuffer();
            OpReply.Write(buffer, 1, 1, new BsonDocument { ["ismaster"] = true, ["maxWireVersion"] = 21, ["ok"] = 1.0 });
            return buffer.WrittenSpan.ToArray();
        }
    }
}
