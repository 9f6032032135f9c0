using System.IO.Pipelines;
using System.Text;
using IbmPlatform.Federation.Execution;

namespace IbmPlatform.Federation.Tests.Execution;

/// <summary>Server-sent events as they come off the wire.</summary>
public sealed class EventStreamReaderTests
{
    private readonly Pipe _wire = new();

    private EventStreamReader Reader(HttpSubgraphClientOptions? options = null) => new(_wire.Reader.AsStream(), options ?? new());

    private async Task<string?> ReadAsync(EventStreamReader reader) =>
        await reader.ReadAsync(TestContext.Current.CancellationToken) is { } data ? Encoding.UTF8.GetString(data) : null;

    private async Task SendAsync(string text, int size = int.MaxValue)
    {
        foreach (var part in Encoding.UTF8.GetBytes(text).Chunk(Math.Min(size, text.Length))) await _wire.Writer.WriteAsync(part, TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(10_000)]
    public async Task Events_are_read_however_they_are_cut_and_whatever_ends_their_lines(int size)
    {
        await SendAsync(":\n\nevent: next\ndata: {\"a\":\ndata: 1}\n\n: ping\r\nevent:next\r\ndata:{\"b\":2}\r\nid: 5\r\n\r\nevent: other\ndata: x\n\nevent: complete\ndata:\n\n", size);
        var reader = Reader();
        Assert.Equal("{\"a\":\n1}", await ReadAsync(reader));
        Assert.Equal("{\"b\":2}", await ReadAsync(reader));
        Assert.Null(await ReadAsync(reader));
    }

    [Fact]
    public async Task A_stream_that_ends_without_a_complete_has_broken_off()
    {
        await SendAsync("event: next\ndata: {}\n\nevent: next\ndata: {");
        await _wire.Writer.CompleteAsync();
        var reader = Reader();
        Assert.Equal("{}", await ReadAsync(reader));
        Assert.Equal("its event stream ended without a word", (await Assert.ThrowsAsync<SubgraphException>(() => ReadAsync(reader))).Message);
    }

    [Fact]
    public async Task A_silent_stream_counts_as_dead()
    {
        await SendAsync(":\n\n");
        var fault = await Assert.ThrowsAsync<SubgraphException>(() => ReadAsync(Reader(new() { MaxSilence = TimeSpan.FromMilliseconds(50) })));
        Assert.Equal("nothing was heard of it for 0.05 s", fault.Message);
    }

    [Theory]
    [InlineData("event: next\ndata: 12345678901234567890\n")]
    [InlineData("event: next\ndata: 1234567890\ndata: 1234567890\n")]
    public async Task An_event_that_is_too_large_is_not_read_to_its_end(string text)
    {
        await SendAsync(text);
        var fault = await Assert.ThrowsAsync<SubgraphException>(() => ReadAsync(Reader(new() { MaxResponseBytes = 18 })));
        Assert.Equal("an event is larger than 18 bytes; ask for less", fault.Message);
    }

    [Fact]
    public async Task The_client_may_stop_waiting()
    {
        using var stop = new CancellationTokenSource();
        var pending = Reader().ReadAsync(stop.Token);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => pending);
    }
}
