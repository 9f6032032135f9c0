using System.Buffers.Binary;
using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Protocol.Wire;
using IbmPlatform.Mongo.Server;

namespace IbmPlatform.Mongo.Client.Tests;

/// <summary>OP_COMPRESSED: agreed on in hello, never for what carries credentials.</summary>
public sealed class CompressionTests
{
    [Fact]
    public async Task What_the_server_agrees_to_is_packed_but_for_credentials()
    {
        await using var server = new ScriptedServer { Handle = c => c[0].Name == "find" ? Answer.Cursor(0, first: true, new BsonDocument("_id", 7)) : Answer.Ok() };
        server.Hello = server.Hello.Add("compression", new BsonArray { "zlib" });
        await using var client = server.Connect("&compressors=snappy,zlib&zlibCompressionLevel=9");

        var found = await client.GetDatabase("test").GetCollection<BsonDocument>("things").FindOneAsync(Filter.Empty);
        await client.GetDatabase("admin").RunCommandAsync(new BsonDocument { ["createUser"] = "ann", ["pwd"] = "secret" });

        Assert.Equal(7, found!["_id"].AsInt32);
        Assert.Equal(["find"], server.Packed);
        Assert.Equal(new BsonArray { "zlib" }, server.Exchanges.First().Command["compression"]);
    }

    [Theory]
    [InlineData("&compressors=zlib", "snappy")]
    [InlineData("&compressors=snappy", "snappy")]
    [InlineData("", "zlib")]
    public async Task Without_agreement_nothing_is_packed(string options, string offered)
    {
        await using var server = new ScriptedServer();
        server.Hello = server.Hello.Add("compression", new BsonArray { offered });
        await using var client = server.Connect(options);

        await client.GetDatabase("test").RunCommandAsync(new BsonDocument("ping", 1));

        Assert.Empty(server.Packed);
    }

    [Fact]
    public async Task The_embedded_server_packs_its_answers_too()
    {
        var directory = Directory.CreateTempSubdirectory("ibm-packed-");
        try
        {
            await using var server = MongoServer.Start(new MongoServerOptions { DataDirectory = directory.FullName, EndPoint = new(System.Net.IPAddress.Loopback, 0) });
            long received = 0;
            await using var client = MongoClient.Create(
                $"mongodb://{server.EndPoint}/test?compressors=zlib", new MongoClientOptions { StreamWrapper = s => new CountingStream(s, count => Interlocked.Add(ref received, count)) });
            var things = client.GetDatabase("test").GetCollection<BsonDocument>("things");
            await things.InsertManyAsync(Enumerable.Range(0, 500).Select(n => new BsonDocument { ["_id"] = n, ["text"] = new string('x', 10_000) }));

            var all = await things.Find(Filter.Empty).ToListAsync();

            Assert.Equal(Enumerable.Range(0, 500), all.Select(d => d["_id"].AsInt32));
            Assert.All(all, d => Assert.Equal(10_000, d["text"].AsString.Length));
            Assert.InRange(Interlocked.Read(ref received), 1, 500_000);
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    [Theory]
    [InlineData(false, 100)]
    [InlineData(true, 100_000_000)]
    public async Task A_packed_message_without_agreement_or_beyond_the_limit_ends_its_connection_and_no_other(bool agrees, int stated)
    {
        var directory = Directory.CreateTempSubdirectory("ibm-packed-");
        try
        {
            await using var server = MongoServer.Start(new MongoServerOptions { DataDirectory = directory.FullName });
            await using var bystander = MongoClient.Create("mongodb://in-process/test", new MongoClientOptions { StreamFactory = async _ => await server.ConnectInProcess() });
            await bystander.GetDatabase("test").RunCommandAsync(new BsonDocument("ping", 1));
            await using var stream = await server.ConnectInProcess();
            if (agrees)
            {
                using var hello = Message(new BsonDocument { ["hello"] = 1, ["compression"] = new BsonArray { "zlib" }, ["$db"] = "admin" });
                await stream.WriteAsync(hello.WrittenMemory);
                await stream.FlushAsync();
                using var answer = await WireMessage.ReadAsync(stream);
                Assert.Equal(new BsonArray { "zlib" }, OpMsg.Read(answer!).Body.ToDocument()["compression"]);
            }
            using var packed = Message(new BsonDocument { ["ping"] = 1, ["$db"] = "admin" });
            OpCompressed.Compress(packed);
            BinaryPrimitives.WriteInt32LittleEndian(packed.WrittenForPatching[20..], stated);

            await stream.WriteAsync(packed.WrittenMemory);
            await stream.FlushAsync();

            Assert.Null(await WireMessage.ReadAsync(stream).AsTask().WaitAsync(TimeSpan.FromSeconds(60)));
            await bystander.GetDatabase("test").RunCommandAsync(new BsonDocument("ping", 1));
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    [Fact]
    public void Packing_and_unpacking_gives_the_same_message()
    {
        using var buffer = Message(new BsonDocument("text", new string('x', 100_000)));
        var plain = buffer.WrittenSpan.ToArray();

        OpCompressed.Compress(buffer);

        Assert.InRange(buffer.Length, 1, plain.Length / 10);
        using var message = OpCompressed.Decompress(Read(buffer));
        Assert.Equal(MessageHeader.Read(plain), message.Header);
        Assert.Equal(plain[MessageHeader.Size..], message.Body.ToArray());
    }

    [Fact]
    public void A_bomb_is_refused_before_memory_is_taken_for_it()
    {
        using var buffer = Message(new BsonDocument("text", new string('x', 1_000_000)));
        OpCompressed.Compress(buffer);
        var bomb = Read(buffer);

        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<WireProtocolException>(() => OpCompressed.Decompress(bomb, maxSize: 100_000));

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 50_000);
    }

    [Theory]
    [InlineData(20, 100, "another size")]
    [InlineData(20, 10, "another size")]
    [InlineData(20, -1, "unpacks to -1 bytes")]
    [InlineData(16, 2012, "holds another")]
    [InlineData(24, 7, "compressor 7")]
    public void What_lies_about_itself_is_refused(int at, int value, string expected)
    {
        using var buffer = Message(new BsonDocument("text", "hello"));
        OpCompressed.Compress(buffer);
        if (at == 24)
            buffer.WrittenForPatching[at] = (byte)value;
        else
            BinaryPrimitives.WriteInt32LittleEndian(buffer.WrittenForPatching[at..], value);

        var fault = Assert.Throws<WireProtocolException>(() => OpCompressed.Decompress(Read(buffer)));

        Assert.Contains(expected, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Bytes_that_are_not_zlibs_are_refused()
    {
        using var buffer = Message(new BsonDocument("text", "hello"));
        OpCompressed.Compress(buffer);
        buffer.WrittenForPatching[25..].Fill(0xFF);

        Assert.Throws<WireProtocolException>(() => OpCompressed.Decompress(Read(buffer)));
    }

    private static PooledBuffer Message(BsonDocument body)
    {
        var buffer = new PooledBuffer();
        OpMsg.Write(buffer, 5, 6, body);
        return buffer;
    }

    private static WireMessage Read(PooledBuffer buffer)
    {
        var reading = WireMessage.ReadAsync(new MemoryStream(buffer.WrittenSpan.ToArray())).AsTask();
        Assert.True(reading.IsCompletedSuccessfully);
        return reading.Result!;
    }

    /// <summary>Tells how much comes in.</summary>
    private sealed class CountingStream(Stream inner, Action<int> count) : NotSupportedStream
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var read = await inner.ReadAsync(buffer, cancellationToken);
            count(read);
            return read;
        }

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => inner.WriteAsync(buffer, cancellationToken);

        protected override void Dispose(bool disposing)
        {
            inner.Dispose();
            base.Dispose(disposing);
        }
    }
}
