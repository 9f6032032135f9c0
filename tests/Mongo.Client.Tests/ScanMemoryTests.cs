using System.Collections.Concurrent;
using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Protocol.Wire;

namespace IbmPlatform.Mongo.Client.Tests;

/// <summary>What a client holds while a large collection passes through it.</summary>
public sealed class ScanMemoryTests
{
    private const int Megabyte = 1024 * 1024;
    private const int DocumentSize = 10_000;

    [Fact]
    public async Task Documents_that_pass_leave_neither_their_bytes_nor_large_buffers_behind()
    {
        const int Documents = 128 * Megabyte / DocumentSize;
        // The monitor has a connection of its own beside the scan's.
        var streams = new ConcurrentBag<EndlessCursor>();
        await using var client = MongoClient.Create("mongodb://in-process/test", new MongoClientOptions { StreamFactory = _ => ValueTask.FromResult(Connect()) });
        var collection = client.GetDatabase("test").GetCollection<Numbered>("things");
        // The first batches bring the buffers that all later ones come into.
        await collection.Find([]).Take(2_000).CountAsync();
        var stream = Assert.Single(streams, s => s.LargestReply > Megabyte);
        stream.Reset();

        var before = GC.GetAllocatedBytesForCurrentThread();
        var scan = collection.Find([]).CountAsync();
        // Everything is answered at once, so all of it happens on this thread and is counted.
        Assert.True(scan.IsCompletedSuccessfully);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal(Documents, await scan);
        Assert.InRange(stream.LargestReply, Megabyte, 4 * Megabyte);
        Assert.InRange(allocated, 0, 8 * Megabyte);
        TestContext.Current.TestOutputHelper?.WriteLine($"{allocated / 1024} KB allocated for {Documents} documents, largest reply {stream.LargestReply} bytes");

        Stream Connect()
        {
            var opened = new EndlessCursor(Documents);
            streams.Add(opened);
            return opened;
        }
    }

    private sealed record Numbered(int Id);

    /// <summary>Answers like a server that holds so many documents: 101 at first, then as many as asked for, 16 MB at most.</summary>
    private sealed class EndlessCursor(int total) : NotSupportedStream
    {
        private readonly byte[] text = new byte[DocumentSize];
        private readonly PooledBuffer reply = new(17 * Megabyte);
        private int sent;
        private int offset;

        public int LargestReply { get; private set; }

        public void Reset() => (sent, LargestReply) = (0, 0);

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var header = MessageHeader.Read(buffer.Span);
            reply.Truncate(0);
            offset = 0;
            if (header.OpCode == OpCode.Query)
            {
                OpReply.Write(reply, 1, header.RequestId, new BsonDocument { ["ismaster"] = true, ["maxWireVersion"] = 21, ["ok"] = 1.0 });
                return ValueTask.CompletedTask;
            }
            var command = BsonDocument.Parse(buffer.Span[(MessageHeader.Size + 5)..]);
            if (command[0].Name is "find" or "getMore")
                WriteBatch(header.RequestId, command);
            else
                OpMsg.Write(reply, 1, header.RequestId, new BsonDocument("ok", 1.0));
            LargestReply = Math.Max(LargestReply, reply.Length);
            return ValueTask.CompletedTask;
        }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            // As from a socket: what comes at once is less than a batch.
            var count = Math.Min(Math.Min(buffer.Length, 100_000), reply.Length - offset);
            reply.WrittenSpan.Slice(offset, count).CopyTo(buffer.Span);
            offset += count;
            return ValueTask.FromResult(count);
        }

        private void WriteBatch(int requestId, BsonDocument command)
        {
            var isFirst = command[0].Name == "find";
            var most = isFirst ? 101 : command.Find("batchSize")?.ToInt32() ?? int.MaxValue;
            var count = Math.Min(Math.Min(most, 16 * Megabyte / DocumentSize), total - sent);
            var start = OpMsg.Start(reply, 1, requestId);
            var writer = new BsonWriter(reply);
            writer.StartDocument();
            writer.StartDocument("cursor");
            writer.StartArray(isFirst ? "firstBatch" : "nextBatch");
            for (var i = 0; i < count; i++)
            {
                writer.StartDocument("");
                writer.WriteInt32("_id", sent++);
                writer.WriteBinary("filling", text);
                writer.End();
            }
            writer.End();
            writer.WriteInt64("id", sent < total ? 99 : 0);
            writer.WriteString("ns", "test.things");
            writer.End();
            writer.WriteDouble("ok", 1);
            writer.End();
            OpMsg.Finish(reply, start);
        }
    }
}
