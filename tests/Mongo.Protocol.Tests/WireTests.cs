using System.Buffers.Binary;
using IbmPlatform.Mongo.Protocol.Wire;

namespace IbmPlatform.Mongo.Protocol.Tests;

public sealed class WireTests
{
    private static readonly BsonDocument Ping = new() { ["ping"] = 1, ["$db"] = "admin" };

    [Fact]
    public async Task A_message_with_a_sequence_reads_back()
    {
        using var buffer = new PooledBuffer();
        var start = OpMsg.Start(buffer, 7, 3);
        var writer = new BsonWriter(buffer);
        Ping.WriteTo(writer);
        var sequence = OpMsg.StartSequence(buffer, "documents");
        new BsonDocument("a", 1).WriteTo(writer);
        new BsonDocument("a", 2).WriteTo(writer);
        OpMsg.FinishSequence(buffer, sequence);
        OpMsg.Finish(buffer, start);

        using var message = await ReadAsync(buffer.WrittenSpan.ToArray());
        var read = OpMsg.Read(message!);

        Assert.Equal((7, 3, OpCode.Msg), (message!.Header.RequestId, message.Header.ResponseTo, message.Header.OpCode));
        Assert.Equal(Ping, read.Body.ToDocument());
        var documents = Assert.Single(read.Sequences);
        Assert.Equal("documents", documents.Identifier);
        Assert.Equal([1, 2], documents.Documents.Select(d => d.ToDocument()["a"].AsInt32));
    }

    [Fact]
    public async Task The_end_between_messages_is_no_error() => Assert.Null(await ReadAsync([]));

    [Theory, InlineData(3), InlineData(15), InlineData(20)]
    public async Task The_end_inside_a_message_is_one(int length) =>
        await Assert.ThrowsAsync<WireProtocolException>(() => ReadAsync(Message(Ping)[..length]));

    [Theory, InlineData(15), InlineData(-1), InlineData(BsonLimits.MaxMessageSize + 1)]
    public async Task A_length_out_of_range_is_refused_before_memory_is_taken(int length)
    {
        var bytes = Message(Ping);
        BinaryPrimitives.WriteInt32LittleEndian(bytes, length);

        await Assert.ThrowsAsync<WireProtocolException>(() => ReadAsync(bytes));
    }

    [Fact]
    public async Task A_right_checksum_is_accepted_and_a_wrong_one_refused()
    {
        var plain = Message(Ping);
        var bytes = new byte[plain.Length + 4];
        plain.CopyTo(bytes, 0);
        BinaryPrimitives.WriteInt32LittleEndian(bytes, bytes.Length);
        bytes[16] = 1;
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(plain.Length), ~Crc32C.Append(uint.MaxValue, bytes.AsSpan(0, plain.Length)));

        using (var right = await ReadAsync(bytes))
            Assert.Equal(Ping, OpMsg.Read(right!).Body.ToDocument());
        bytes[^1] ^= 1;
        using var wrong = await ReadAsync(bytes);
        Assert.Throws<WireProtocolException>(() => OpMsg.Read(wrong!));
    }

    [Fact]
    public void The_checksum_is_crc_32c() => Assert.Equal(0xE3069283, ~Crc32C.Append(uint.MaxValue, "123456789"u8));

    [Theory]
    [InlineData(16, 4, "required flag bits")]
    [InlineData(20, 9, "unknown kind 9")]
    [InlineData(20, 1, "document sequence")]
    public async Task A_malformed_message_is_refused(int position, byte value, string why)
    {
        var bytes = Message(Ping);
        bytes[position] = value;
        if (value == 1)
            BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(21), 1000);
        using var message = await ReadAsync(bytes);

        var fault = Assert.Throws<WireProtocolException>(() => OpMsg.Read(message!));

        Assert.Contains(why, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_legacy_hello_and_its_reply_read_back()
    {
        using var buffer = new PooledBuffer();
        OpQuery.WriteCommand(buffer, 5, "admin", new BsonDocument("isMaster", 1));
        using var query = await ReadAsync(buffer.WrittenSpan.ToArray());
        buffer.Truncate(0);
        OpReply.Write(buffer, 6, 5, new BsonDocument("ok", 1.0));
        using var reply = await ReadAsync(buffer.WrittenSpan.ToArray());

        Assert.Equal("admin.$cmd", OpQuery.Read(query!).FullCollectionName);
        Assert.Equal("isMaster", OpQuery.Read(query!).Query.ToDocument()[0].Name);
        Assert.Equal(5, reply!.Header.ResponseTo);
        Assert.Equal(1.0, Assert.Single(OpReply.Read(reply).Documents).ToDocument()["ok"].AsDouble);
    }

    private static byte[] Message(BsonDocument body)
    {
        using var buffer = new PooledBuffer();
        OpMsg.Write(buffer, 1, 0, body);
        return buffer.WrittenSpan.ToArray();
    }

    private static async Task<WireMessage?> ReadAsync(byte[] bytes)
    {
        using var stream = new MemoryStream(bytes);
        return await WireMessage.ReadAsync(stream);
    }
}
