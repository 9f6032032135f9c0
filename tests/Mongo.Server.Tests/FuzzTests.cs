using System.Globalization;
using System.Net.Sockets;
using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Protocol.Wire;

namespace IbmPlatform.Mongo.Server.Tests;

/// <summary>
/// Random bytes and mutated messages on the socket: the server neither ends nor grows nor keeps others waiting.
/// IBM_FUZZ_CASES sets how many, IBM_SEED which.
/// </summary>
public sealed class FuzzTests(ITestOutputHelper output)
{
    // The slice is the same each time, so that it fails for what changed here; a long run draws its own.
    private const int SliceSeed = 20_261_122;

    // What .NET's heaps differ by from one moment to the next.
    private const long Allowance = 32L << 20;

    private static readonly string[] Commands =
    [
        "{'find': 'things', 'filter': {'a': {'$in': [1, 'x', null]}}, 'sort': {'a': 1}, 'projection': {'a': 1}, '$db': 'test'}",
        "{'insert': 'things', 'documents': [{'a': [1, {'b': 2}]}], '$db': 'test'}",
        "{'update': 'things', 'updates': [{'q': {'a': 1}, 'u': {'$push': {'a': {'$each': [3], '$slice': 2}}}, 'multi': true}], '$db': 'test'}",
        "{'aggregate': 'things', 'pipeline': [{'$match': {'a': 1}}, {'$group': {'_id': '$a', 'n': {'$sum': 1}}}], 'cursor': {}, '$db': 'test'}",
        "{'findAndModify': 'things', 'query': {'a': 1}, 'update': {'$set': {'b': 1}}, 'upsert': true, '$db': 'test'}",
        "{'createIndexes': 'things', 'indexes': [{'key': {'a': 1}, 'name': 'a'}], '$db': 'test'}",
        "{'getMore': {'$numberLong': '77'}, 'collection': 'things', '$db': 'test'}",
        "{'hello': 1, '$db': 'admin'}",
    ];

    [Fact]
    public async Task Whatever_comes_the_server_stands_and_serves_the_others()
    {
        var asked = Setting("IBM_FUZZ_CASES");
        var cases = asked ?? 5_000;
        var seed = Setting("IBM_SEED") ?? (asked is null ? SliceSeed : Random.Shared.Next());
        output.WriteLine($"{cases} cases, IBM_SEED={seed}");
        var directory = ServerFixture.NewDirectory();
        await using (var server = await ServerProcess.Start(directory))
        {
            var random = new Random(seed);
            using var healthy = await Connect(server.Port);
            await Fuzz(server.Port, healthy, random, cases / 10);
            var before = server.MemoryBytes;
            await Fuzz(server.Port, healthy, random, cases - cases / 10);
            var after = server.MemoryBytes;
            Assert.Equal(1, (await Ask(healthy, ServerFixture.Doc("{'ping': 1, '$db': 'admin'}")))["ok"].ToDouble());
            var status = await Ask(healthy, ServerFixture.Doc("{'serverStatus': 1, '$db': 'admin'}"));
            var cursors = status["metrics"].AsDocument["cursor"].AsDocument;
            output.WriteLine($"memory {before >> 20} MB, then {after >> 20} MB; cursors {cursors}");
            Assert.True(after < before + Allowance, $"IBM_SEED={seed}: the server grew from {before >> 20} to {after >> 20} MB");
            Assert.InRange(status["connections"].AsDocument["current"].ToInt32(), 1, 20);
        }

        Directory.Delete(directory, recursive: true);
    }

    private static int? Setting(string name) =>
        Environment.GetEnvironmentVariable(name) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : null;

    // One connection takes many cases, for as long as the server keeps it open.
    private static async Task Fuzz(int port, Socket healthy, Random random, int cases)
    {
        var socket = await Connect(port);
        for (var i = 0; i < cases; i++)
        {
            if (random.Next(1000) == 0)
                await Empty(healthy);
            var bytes = random.Next(10) == 0 ? Noise(random) : Mutated(random);
            if (await Send(socket, bytes))
                continue;
            socket.Dispose();
            socket = await Connect(port);
        }

        socket.Dispose();
    }

    // What gets through inserts, also under names that a mutation made: dropped now and then, so that what grows is a leak.
    private static async Task Empty(Socket healthy)
    {
        var listed = await Ask(healthy, ServerFixture.Doc("{'listDatabases': 1, 'nameOnly': true, '$db': 'admin'}"));
        foreach (var database in listed["databases"].AsArray)
        {
            var dropped = await Ask(healthy, new BsonDocument { ["dropDatabase"] = 1, ["$db"] = database.AsDocument["name"] });
            Assert.Equal(1, dropped["ok"].ToDouble());
        }
    }

    private static async Task<Socket> Connect(int port)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync("127.0.0.1", port);
        return socket;
    }

    /// <summary>True when the connection answered and can take another case.</summary>
    private static async Task<bool> Send(Socket socket, byte[] bytes)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        try
        {
            await socket.SendAsync(bytes, patience.Token);
            var length = bytes.Length >= 4 ? BitConverter.ToInt32(bytes) : 0;
            // A frame that announces more than it brings would wait for ever, and rightly so: this side ends it.
            if (length != bytes.Length)
                socket.Shutdown(SocketShutdown.Send);
            var buffer = new byte[65536];
            var read = await socket.ReceiveAsync(buffer, patience.Token);
            if (read < 4 || length != bytes.Length)
                return false;
            for (var rest = BitConverter.ToInt32(buffer) - read; rest > 0; rest -= read)
            {
                read = await socket.ReceiveAsync(buffer, patience.Token);
                if (read == 0)
                    return false;
            }

            return true;
        }
        catch (OperationCanceledException)
        {
            Assert.Fail($"no answer within 30 seconds to {Convert.ToHexStringLower(bytes)}");
            return false;
        }
        catch (SocketException)
        {
            // Closed with bytes unread, the socket is reset: an end like any other.
            return false;
        }
    }

    private static byte[] Noise(Random random)
    {
        var bytes = new byte[random.Next(1, 400)];
        random.NextBytes(bytes);
        return bytes;
    }

    private static byte[] Mutated(Random random)
    {
        using var buffer = new PooledBuffer();
        OpMsg.Write(buffer, 1, 0, ServerFixture.Doc(Commands[random.Next(Commands.Length)]));
        var bytes = buffer.WrittenSpan.ToArray();
        // Most cases keep the frame and hit the flags, the sections and the BSON; moreToCome gets no answer and is left out.
        var from = random.Next(8) == 0 ? 0 : 20;
        for (var i = random.Next(1, 5); i > 0; i--)
            bytes[random.Next(from, bytes.Length)] = random.Next(3) == 0 ? (byte)random.Next(256) : (byte)(bytes[random.Next(bytes.Length)] ^ 1 << random.Next(8));
        bytes[16] &= 0xfd;
        return bytes;
    }

    private static async Task<BsonDocument> Ask(Socket socket, BsonDocument command)
    {
        using var buffer = new PooledBuffer();
        OpMsg.Write(buffer, 2, 0, command);
        await using var stream = new NetworkStream(socket, ownsSocket: false);
        await stream.WriteAsync(buffer.WrittenMemory);
        using var message = await WireMessage.ReadAsync(stream);
        return OpMsg.Read(message!).Body.ToDocument();
    }
}
