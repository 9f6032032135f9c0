using System.Net.Sockets;
using IbmPlatform.Mongo.Client;
using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Protocol.Wire;
using IbmPlatform.Mongo.Server.Connections;

namespace IbmPlatform.Mongo.Server.Tests;

/// <summary>Plain sockets, as their bytes come: in pieces, many at once, and cut.</summary>
public sealed class SocketTests : IAsyncDisposable
{
    private readonly ServerFixture server = ServerFixture.Start(listen: true);

    [Fact]
    public async Task Messages_that_come_in_one_piece_are_answered_in_their_order()
    {
        await using var stream = await ConnectAsync();
        var messages = Enumerable.Range(0, 500).SelectMany(n => Message(n, n % 3 == 0 ? "{'ping': 1}" : $"{{'insert': 'things', 'documents': [{{'_id': {n}}}]}}"));
        await stream.WriteAsync(messages.ToArray());
        for (var n = 0; n < 500; n++)
        {
            using var answer = await WireMessage.ReadAsync(stream);
            Assert.Equal(n, answer!.Header.ResponseTo);
            Assert.Equal(1, OpMsg.Read(answer).Body.ToDocument()["ok"].ToDouble());
        }

        Assert.Equal(333, await server.Things.CountDocumentsAsync([]));
    }

    [Fact]
    public async Task A_message_that_comes_byte_by_byte_is_answered_once_it_is_whole()
    {
        await using var stream = await ConnectAsync();
        foreach (var one in Message(7, "{'find': 'things', 'filter': {'_id': 1}}"))
            await stream.WriteAsync(new[] { one });
        Assert.Equal(7, (await ReadAsync(stream)).ResponseTo);
    }

    [Fact]
    public async Task What_a_client_sent_before_it_left_is_carried_out_and_its_connection_is_closed()
    {
        await server.Things.CountDocumentsAsync([]);
        var before = await OpenConnectionsAsync();
        for (var n = 0; n < 200; n++)
        {
            await using var stream = await ConnectAsync();
            await stream.WriteAsync(Message(n, $"{{'insert': 'things', 'documents': [{{'_id': {n}}}]}}"));
        }

        await UntilAsync(async () => await server.Things.CountDocumentsAsync([]) == 200);
        await UntilAsync(async () => await OpenConnectionsAsync() <= before);
    }

    [Fact]
    public async Task A_client_that_closes_its_side_at_once_still_gets_its_answer_and_the_end()
    {
        for (var n = 0; n < 50; n++)
        {
            await using var stream = await ConnectAsync();
            await stream.WriteAsync(Message(n, "{'ping': 1}"));
            stream.Socket.Shutdown(SocketShutdown.Send);
            Assert.Equal(n, (await ReadAsync(stream)).ResponseTo);
            Assert.Null(await WireMessage.ReadAsync(stream));
        }
    }

    [Fact]
    public async Task A_large_message_and_a_large_answer_pass_a_client_that_is_slow_while_others_are_answered()
    {
        await using var large = await ConnectAsync();
        var document = new BsonDocument { ["_id"] = 1, ["text"] = new string('x', 12_000_000) };
        var insert = Message(1, new BsonDocument { ["insert"] = "things", ["documents"] = new BsonArray { document }, ["$db"] = "test" });
        await using var other = await ConnectAsync();
        for (var sent = 0; sent < insert.Length; sent += 1_000_000)
        {
            await large.WriteAsync(insert.AsMemory(sent, Math.Min(1_000_000, insert.Length - sent)));
            await other.WriteAsync(Message(sent, "{'ping': 1}"));
            Assert.Equal(sent, (await ReadAsync(other)).ResponseTo);
        }

        Assert.Equal(1, (await ReadAsync(large)).ResponseTo);
        // Nobody reads this answer for a while: it fills the socket's buffers, and the server must not wait in it.
        await large.WriteAsync(Message(2, "{'find': 'things', 'filter': {'_id': 1}}"));
        for (var n = 0; n < 20; n++)
        {
            await other.WriteAsync(Message(n, $"{{'insert': 'others', 'documents': [{{'_id': {n}}}]}}"));
            Assert.Equal(n, (await ReadAsync(other)).ResponseTo);
        }

        using var answer = await WireMessage.ReadAsync(large);
        Assert.True(answer!.Header.Length > 12_000_000);
    }

    [Fact]
    public async Task A_command_that_takes_its_time_keeps_no_other_client_waiting()
    {
        await server.Things.InsertManyAsync(Enumerable.Range(0, 3_000).Select(n => new BsonDocument("_id", n)));
        const string slow = "{'aggregate': 'things', 'cursor': {}, 'pipeline': [{'$lookup': {'from': 'things', 'pipeline': [{'$match': {'x': 1}}], 'as': 'all'}}, {'$count': 'n'}]}";
        await using var busy = await ConnectAsync();
        await busy.WriteAsync(Message(1, slow));
        var answer = ReadAsync(busy);
        await using var other = await ConnectAsync();
        for (var n = 0; n < 20; n++)
        {
            await other.WriteAsync(Message(n, "{'find': 'things', 'filter': {'_id': 5}}"));
            Assert.Equal(n, (await ReadAsync(other)).ResponseTo);
        }

        Assert.False(answer.IsCompleted);
        await busy.DisposeAsync();
        await Assert.ThrowsAnyAsync<Exception>(() => answer);
    }

    [Fact]
    public async Task A_client_that_sends_without_end_keeps_no_other_client_waiting()
    {
        await using var greedy = await ConnectAsync();
        using var enough = new CancellationTokenSource();
        var messages = Enumerable.Range(0, 1_000).SelectMany(n => Message(n, "{'find': 'things', 'filter': {'_id': 5}}")).ToArray();
        var sending = Task.Run(async () =>
        {
            while (!enough.IsCancellationRequested)
                await greedy.WriteAsync(messages);
        });
        var reading = Task.Run(async () =>
        {
            while (await greedy.ReadAsync(new byte[65536]) > 0)
            {
            }
        });
        await using var other = await ConnectAsync();
        for (var n = 0; n < 50; n++)
        {
            await other.WriteAsync(Message(n, "{'ping': 1}"));
            Assert.Equal(n, (await ReadAsync(other)).ResponseTo);
        }

        await enough.CancelAsync();
        await sending;
        greedy.Socket.Shutdown(SocketShutdown.Send);
        await reading;
    }

    [Theory]
    [InlineData("'filter': {'_id': 5}")]
    [InlineData("'filter': {'_id': null}")]
    [InlineData("'filter': {'_id': {'$minKey': 1}}, 'skip': 3")]
    public void A_read_of_one_document_is_brief(string arguments) => Assert.True(IsBrief($"{{'find': 'things', {arguments}}}"));

    [Theory]
    [InlineData("'filter': {'_id': 5}, 'hint': {'$natural': 1}")]
    [InlineData("'filter': {'_id': 5}, 'hint': 'a_1'")]
    [InlineData("'filter': {'_id': 5}, 'sort': {'$natural': -1}")]
    [InlineData("'filter': {'_id': {'$gt': 5}}")]
    [InlineData("'filter': {'_id': 5, 'a': 1}")]
    [InlineData("'filter': {}")]
    public void A_read_that_may_go_through_a_collection_is_not_brief(string arguments) => Assert.False(IsBrief($"{{'find': 'things', {arguments}}}"));

    [Fact]
    public async Task Writers_of_several_databases_at_once_are_all_answered_and_what_they_wrote_is_there()
    {
        await using var client = MongoClient.Create($"mongodb://127.0.0.1:{server.Server.EndPoint!.Port}/");
        await Task.WhenAll(Enumerable.Range(0, 40).Select(async writer =>
        {
            var things = client.GetDatabase($"d{writer % 5}").GetCollection<BsonDocument>("things");
            for (var n = 0; n < 25; n++)
                await things.InsertOneAsync(new BsonDocument("_id", $"{writer}-{n}"));
        }));
        for (var database = 0; database < 5; database++)
            Assert.Equal(200, await client.GetDatabase($"d{database}").GetCollection<BsonDocument>("things").CountDocumentsAsync([]));
    }

    [Fact]
    public async Task A_server_that_stops_ends_connections_at_rest_and_in_the_midst_of_a_command()
    {
        await server.Things.InsertManyAsync(Enumerable.Range(0, 3_000).Select(n => new BsonDocument("_id", n)));
        await using var resting = await ConnectAsync();
        await using var busy = await ConnectAsync();
        await busy.WriteAsync(Message(1, "{'aggregate': 'things', 'cursor': {}, 'pipeline': [{'$lookup': {'from': 'things', 'pipeline': [{'$match': {'x': 1}}], 'as': 'all'}}]}"));
        await using var half = await ConnectAsync();
        await half.WriteAsync(Message(1, "{'ping': 1}").AsMemory(0, 20));
        await server.Stop();
        Assert.Null(await WireMessage.ReadAsync(resting));
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();

    private static bool IsBrief(string command)
    {
        var received = new PooledBuffer();
        Message(1, command).CopyTo(received.Take(Message(1, command).Length));
        using var message = WireMessage.TakeFirst(ref received)!;
        received.Dispose();
        return BriefCommands.Include(message);
    }

    private static byte[] Message(int id, string command) => Message(id, ServerFixture.Doc(command).Add("$db", "test"));

    private static byte[] Message(int id, BsonDocument command)
    {
        using var buffer = new PooledBuffer();
        OpMsg.Write(buffer, id, 0, command);
        return buffer.WrittenSpan.ToArray();
    }

    private static async Task<MessageHeader> ReadAsync(Stream stream)
    {
        using var answer = await WireMessage.ReadAsync(stream);
        return answer!.Header;
    }

    private static async Task UntilAsync(Func<Task<bool>> holds)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!await holds())
            await Task.Delay(20, patience.Token);
    }

    private async Task<int> OpenConnectionsAsync() => (await server.Run("{'serverStatus': 1}"))["connections"].AsDocument["current"].ToInt32();

    private async Task<NetworkStream> ConnectAsync()
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(server.Server.EndPoint!);
        return new NetworkStream(socket, ownsSocket: true);
    }
}
