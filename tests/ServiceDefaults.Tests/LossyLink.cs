namespace IbmPlatform.ServiceDefaults.Tests;

/// <summary>Stands between client and store and, when told, lets a request through and loses its reply.</summary>
internal sealed class LossyLink
{
    private string? loseReplyTo;

    /// <summary>The next request that contains the text is carried out, and its connection breaks before the reply.</summary>
    public void LoseReplyTo(string text) => loseReplyTo = text;

    /// <summary>How many replies were lost.</summary>
    public int Lost { get; private set; }

    public Stream Wrap(Stream stream) => new Link(this, stream);

    private sealed class Link(LossyLink owner, Stream inner) : Stream
    {
        private bool broken;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (owner.loseReplyTo is { } text && System.Text.Encoding.UTF8.GetString(buffer.Span).Contains(text, StringComparison.Ordinal))
            {
                owner.loseReplyTo = null;
                owner.Lost++;
                broken = true;
            }
            await inner.WriteAsync(buffer, cancellationToken);
        }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var read = await inner.ReadAsync(buffer, cancellationToken);
            return broken ? throw new IOException("The connection broke.") : read;
        }

        public override Task FlushAsync(CancellationToken cancellationToken) => inner.FlushAsync(cancellationToken);

        public override void Flush() => inner.Flush();

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => inner.Write(buffer, offset, count);

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                inner.Dispose();
            base.Dispose(disposing);
        }
    }
}
