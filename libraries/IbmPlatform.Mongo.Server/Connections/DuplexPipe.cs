using System.IO.Pipelines;

namespace IbmPlatform.Mongo.Server.Connections;

/// <summary>
/// Two streams joined back to back in this process. The server goes on with what a client has written on that client's own thread,
/// until it gives it to another; the client's thread of the pool goes on with what the server has written.
/// </summary>
internal sealed class DuplexPipe : Stream
{
    private readonly Stream reading;
    private readonly Stream writing;

    private DuplexPipe(Pipe incoming, Pipe outgoing)
    {
        reading = incoming.Reader.AsStream();
        writing = outgoing.Writer.AsStream();
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public static (Stream Client, Stream Server) Create()
    {
        var toServer = new Pipe(new PipeOptions(readerScheduler: PipeScheduler.Inline, useSynchronizationContext: false));
        var toClient = new Pipe();
        return (new DuplexPipe(toClient, toServer), new DuplexPipe(toServer, toClient));
    }

    public override int Read(byte[] buffer, int offset, int count) => reading.Read(buffer, offset, count);

    public override int Read(Span<byte> buffer) => reading.Read(buffer);

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        reading.ReadAsync(buffer, offset, count, cancellationToken);

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        reading.ReadAsync(buffer, cancellationToken);

    public override void Write(byte[] buffer, int offset, int count) => writing.Write(buffer, offset, count);

    public override void Write(ReadOnlySpan<byte> buffer) => writing.Write(buffer);

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        writing.WriteAsync(buffer, offset, count, cancellationToken);

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
        writing.WriteAsync(buffer, cancellationToken);

    public override void Flush() => writing.Flush();

    public override Task FlushAsync(CancellationToken cancellationToken) => writing.FlushAsync(cancellationToken);

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            writing.Dispose();
            reading.Dispose();
        }

        base.Dispose(disposing);
    }
}
