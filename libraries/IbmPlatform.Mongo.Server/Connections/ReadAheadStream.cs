namespace IbmPlatform.Mongo.Server.Connections;

/// <summary>Reads a socket in larger pieces, so that a message's header and body come in one call of the operating system.</summary>
internal sealed class ReadAheadStream(Stream inner) : Stream
{
    // Most commands fit; a longer message is read past this buffer, into its own.
    private const int Ahead = 8192;

    private readonly byte[] buffer = new byte[Ahead];
    private int start;
    private int end;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (start < end)
            return ValueTask.FromResult(TakeBuffered(buffer));
        return buffer.Length >= Ahead ? inner.ReadAsync(buffer, cancellationToken) : ReadBufferedAsync(buffer, cancellationToken);
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) =>
        start < end ? TakeBuffered(buffer.AsMemory(offset, count)) : inner.Read(buffer, offset, count);

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
        inner.WriteAsync(buffer, cancellationToken);

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        inner.WriteAsync(buffer, offset, count, cancellationToken);

    public override void Write(byte[] buffer, int offset, int count) => inner.Write(buffer, offset, count);

    public override void Flush() => inner.Flush();

    public override Task FlushAsync(CancellationToken cancellationToken) => inner.FlushAsync(cancellationToken);

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }

    private async ValueTask<int> ReadBufferedAsync(Memory<byte> target, CancellationToken cancellationToken)
    {
        start = 0;
        end = 0;
        end = await inner.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        return TakeBuffered(target);
    }

    private int TakeBuffered(Memory<byte> target)
    {
        var count = Math.Min(end - start, target.Length);
        buffer.AsSpan(start, count).CopyTo(target.Span);
        start += count;
        return count;
    }
}
