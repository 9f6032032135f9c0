using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Protocol.Wire;

namespace IbmPlatform.Mongo.Server.Tests;

/// <summary>Clients in the server's process, which may come on any thread.</summary>
public sealed class InProcessTests
{
    [Fact]
    public async Task A_client_that_connects_on_a_thread_that_is_never_free_is_answered()
    {
        await using var server = ServerFixture.Start();
        var before = SynchronizationContext.Current;
        Task<Stream> connecting;
        SynchronizationContext.SetSynchronizationContext(new BusyContext());
        try
        {
            connecting = server.Server.ConnectInProcess().AsTask();
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(before);
        }

        var stream = await connecting;
        using var ping = new PooledBuffer();
        OpMsg.Write(ping, 1, 0, ServerFixture.Doc("{'ping': 1, '$db': 'test'}"));
        await stream.WriteAsync(ping.WrittenMemory, TestContext.Current.CancellationToken);
        await using (stream)
        {
            using var answer = await WireMessage.ReadAsync(stream).AsTask().WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
            Assert.Equal(1, answer!.Header.ResponseTo);
        }
    }

    [Fact]
    public async Task A_client_that_asks_on_a_thread_that_is_never_free_is_answered()
    {
        await using var server = ServerFixture.Start();
        await using var stream = await server.Server.ConnectInProcess();
        // The server is reading once it has answered, and goes on with what comes on the thread that writes it.
        using (var first = new PooledBuffer())
        {
            OpMsg.Write(first, 1, 0, ServerFixture.Doc("{'ping': 1, '$db': 'test'}"));
            await stream.WriteAsync(first.WrittenMemory, TestContext.Current.CancellationToken);
            using var answer = await WireMessage.ReadAsync(stream);
        }

        using var count = new PooledBuffer();
        OpMsg.Write(count, 2, 0, ServerFixture.Doc("{'count': 'things', '$db': 'test'}"));
        var before = SynchronizationContext.Current;
        ValueTask writing;
        SynchronizationContext.SetSynchronizationContext(new BusyContext());
        try
        {
            writing = stream.WriteAsync(count.WrittenMemory, TestContext.Current.CancellationToken);
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(before);
        }

        await writing;
        using var counted = await WireMessage.ReadAsync(stream).AsTask().WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        Assert.Equal(2, counted!.Header.ResponseTo);
    }

    // That of a thread that is never free, such as one that waits for the server.
    private sealed class BusyContext : SynchronizationContext
    {
        public override void Post(SendOrPostCallback d, object? state)
        {
        }

        public override void Send(SendOrPostCallback d, object? state) => throw new InvalidOperationException();
    }
}
