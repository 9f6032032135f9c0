using System.Net.Sockets;
using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Protocol.Wire;

namespace IbmPlatform.Mongo.Server.Tests;

public sealed class WireTests
{
    [Fact]
    public async Task A_legacy_hello_is_answered_as_a_standalone_without_sessions()
    {
        await using var server = ServerFixture.Start();
        await using var stream = await server.Server.ConnectInProcess();
        using var buffer = new PooledBuffer();
        OpQuery.WriteCommand(buffer, 7, "admin", new BsonDocument("isMaster", 1));
        await stream.WriteAsync(buffer.WrittenMemory);
        using var message = await WireMessage.ReadAsync(stream);
        var reply = OpReply.Read(message!).Documents[0].ToDocument();

        Assert.Equal(7, message!.Header.ResponseTo);
        Assert.True(reply["ismaster"].AsBoolean);
        Assert.Equal(21, reply["maxWireVersion"].ToInt32());
        Assert.Equal(1, reply["ok"].ToDouble());
        Assert.False(reply.Contains("setName"));
        Assert.False(reply.Contains("logicalSessionTimeoutMinutes"));
    }

    [Fact]
    public async Task Options_of_the_stable_API_without_its_version_are_refused()
    {
        await using var server = ServerFixture.Start();
        await using var stream = await server.Server.ConnectInProcess();

        var alone = await Ask(stream, new BsonDocument { ["ping"] = 1, ["apiStrict"] = true, ["$db"] = "admin" });
        var both = await Ask(stream, new BsonDocument { ["ping"] = 1, ["apiVersion"] = "1", ["apiStrict"] = true, ["$db"] = "admin" });

        Assert.Equal(4886600, alone["code"].ToInt32());
        Assert.Equal(1, both["ok"].ToDouble());
    }

    [Fact]
    public async Task A_body_that_is_no_BSON_is_refused_and_the_connection_goes_on()
    {
        await using var server = ServerFixture.Start();
        await using var stream = await server.Server.ConnectInProcess();
        using var buffer = new PooledBuffer();
        OpMsg.Write(buffer, 1, 0, new BsonDocument { ["ping"] = "x", ["$db"] = "admin" });
        buffer.WrittenForPatching[16 + 5 + 4] = 0x66;
        await stream.WriteAsync(buffer.WrittenMemory);
        Assert.Equal("InvalidBSON", (await Read(stream))["codeName"].AsString);

        Assert.Equal(1, (await Ask(stream, new BsonDocument { ["ping"] = 1, ["$db"] = "admin" }))["ok"].ToDouble());
    }

    [Fact]
    public async Task Random_bytes_end_their_own_connection_and_no_other()
    {
        await using var server = ServerFixture.Start(listen: true);
        await using var healthy = await server.Server.ConnectInProcess();
        var random = new Random(20_261_122);
        for (var i = 0; i < 300; i++)
        {
            await Send(server.Server.EndPoint!, Mutated(random));
        }

        Assert.Equal(1, (await Ask(healthy, new BsonDocument { ["ping"] = 1, ["$db"] = "admin" }))["ok"].ToDouble());
    }

    [Fact]
    public async Task A_session_or_transaction_is_refused_and_a_write_concern_that_cannot_be_met_too()
    {
        await using var server = ServerFixture.Start();
        Assert.Equal(238, (await server.Refused("{'startSession': 1}")).Code);
        Assert.Equal(20, (await server.Refused("{'find': 'things', 'txnNumber': {'$numberLong': '1'}}")).Code);
        Assert.Equal(2, (await server.Refused("{'insert': 'things', 'documents': [{}], 'writeConcern': {'w': 2}}")).Code);
        Assert.Equal(79, (await server.Refused("{'insert': 'things', 'documents': [{}], 'writeConcern': {'w': 'tag'}}")).Code);
        Assert.Equal(72, (await server.Refused("{'find': 'things', 'readConcern': {'level': 'snapshot'}}")).Code);
        Assert.Equal(238, (await server.Refused("{'find': 'things', 'collation': {'locale': 'en'}}")).Code);
    }

    // The server answers or closes; it never leaves a client waiting that has nothing more to send.
    private static async Task Send(System.Net.IPEndPoint server, byte[] bytes)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(server);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        try
        {
            await socket.SendAsync(bytes, patience.Token);
            socket.Shutdown(SocketShutdown.Send);
            while (await socket.ReceiveAsync(new byte[4096], patience.Token) > 0)
            {
            }
        }
        catch (SocketException)
        {
            // Closed with bytes unread, the socket is reset: an end like any other.
            return;
        }
    }

    private static byte[] Mutated(Random random)
    {
        using var buffer = new PooledBuffer();
        OpMsg.Write(buffer, 1, 0, ServerFixture.Doc("{'find': 'things', 'filter': {'a': {'$in': [1, 'x', null]}}, 'sort': {'a': 1}, '$db': 'test'}"));
        var bytes = buffer.WrittenSpan.ToArray();
        for (var i = random.Next(1, 6); i > 0; i--)
            bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
        return bytes;
    }

    private static async Task<BsonDocument> Ask(Stream stream, BsonDocument command)
    {
        using var buffer = new PooledBuffer();
        OpMsg.Write(buffer, 2, 0, command);
        await stream.WriteAsync(buffer.WrittenMemory);
        return await Read(stream);
    }

    private static async Task<BsonDocument> Read(Stream stream)
    {
        using var message = await WireMessage.ReadAsync(stream);
        return OpMsg.Read(message!).Body.ToDocument();
    }
}
