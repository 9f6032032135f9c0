using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Protocol.Wire;

namespace IbmPlatform.Mongo.Client.Tests;

/// <summary>Disposing a client while its servers fail: never throws what an operation threw.</summary>
public sealed class DisposalTests
{
    private static readonly BsonDocument Ping = new("ping", 1);

    [Fact]
    public async Task A_server_that_closes_during_the_first_hello_while_the_client_is_disposed_is_no_error()
    {
        var asked = new TaskCompletionSource();
        var client = Client(() => new DyingStream(helloFirst: false, asked));
        var command = client.GetDatabase("test").RunCommandAsync(Ping);
        await asked.Task.WaitAsync(TimeSpan.FromSeconds(30));

        await client.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => command);
    }

    [Fact]
    public async Task A_server_that_closes_during_a_later_hello_while_the_client_is_disposed_is_no_error()
    {
        var asked = new TaskCompletionSource();
        var streams = new List<DyingStream>();
        var client = Client(() =>
        {
            lock (streams)
            {
                streams.Add(new DyingStream(helloFirst: true, asked));
                return streams[^1];
            }
        });
        await client.GetDatabase("test").RunCommandAsync(Ping);
        await asked.Task.WaitAsync(TimeSpan.FromSeconds(30));

        await client.DisposeAsync();

        Assert.All(streams, s => Assert.True(s.IsClosed));
    }

    [Fact]
    public async Task Disposing_under_load_never_throws_and_leaves_every_operation_with_an_error_of_the_client()
    {
        for (var round = 0; round < 20; round++)
        {
            await using var server = new ScriptedServer { Handle = _ => Answer.Cursor(99, first: true, new BsonDocument("_id", 1)) };
            var client = server.Connect("&maxPoolSize=2");
            var things = client.GetDatabase("test").GetCollection<BsonDocument>("things");
            var operations = Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
            {
                while (true)
                    await foreach (var document in things.Find(Filter.Empty).Take(1))
                        Assert.NotNull(document);
            })).ToList();
            while (server.Commands.Count < 10)
                await Task.Delay(1);

            await Task.WhenAll(client.DisposeAsync().AsTask(), server.DisposeAsync().AsTask()).WaitAsync(TimeSpan.FromSeconds(30));

            foreach (var operation in operations)
            {
                var fault = await Assert.ThrowsAnyAsync<Exception>(() => operation.WaitAsync(TimeSpan.FromSeconds(30)));
                Assert.True(fault is MongoException or ObjectDisposedException, fault.ToString());
            }
        }
    }

    private static MongoClient Client(Func<Stream> open) => MongoClient.Create(
        "mongodb://in-process/test?heartbeatFrequencyMS=500",
        new MongoClientOptions { StreamFactory = _ => ValueTask.FromResult(open()) });

    /// <summary>Answers the first hello or none, and ping; any other read ends when it is cancelled, as a connection does that the server closes at that moment.</summary>
    private sealed class DyingStream(bool helloFirst, TaskCompletionSource asked) : NotSupportedStream
    {
        private byte[] current = [];
        private int offset;

        public bool IsClosed { get; private set; }

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var header = MessageHeader.Read(buffer.Span);
            using var reply = new PooledBuffer();
            if (header.OpCode == OpCode.Query && helloFirst)
                OpReply.Write(reply, 1, header.RequestId, new BsonDocument { ["ismaster"] = true, ["maxWireVersion"] = 21, ["ok"] = 1.0 });
            else if (buffer.Span.IndexOf("ping"u8) > 0)
                OpMsg.Write(reply, 1, header.RequestId, new BsonDocument("ok", 1.0));
            current = reply.WrittenSpan.ToArray();
            offset = 0;
            return ValueTask.CompletedTask;
        }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (offset < current.Length)
            {
                var count = Math.Min(buffer.Length, current.Length - offset);
                current.AsSpan(offset, count).CopyTo(buffer.Span);
                offset += count;
                return count;
            }
            var cancelled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            await using var registration = cancellationToken.Register(cancelled.SetResult);
            asked.TrySetResult();
            await cancelled.Task;
            return 0;
        }

        protected override void Dispose(bool disposing)
        {
            IsClosed = true;
            base.Dispose(disposing);
        }
    }
}
