using System.Buffers;

namespace IbmPlatform.Mongo.Protocol;

/// <summary>A growing byte buffer on pooled memory. Dispose returns the memory; nothing may use it afterwards.</summary>
public sealed class PooledBuffer : IBufferWriter<byte>, IDisposable
{
    private byte[] array;

    /// <summary>A buffer of at least that capacity.</summary>
    public PooledBuffer(int capacity = 1024) => array = ArrayPool<byte>.Shared.Rent(capacity);

    /// <summary>Bytes written so far.</summary>
    public int Length { get; private set; }

    /// <summary>What was written.</summary>
    public ReadOnlyMemory<byte> WrittenMemory => array.AsMemory(0, Length);

    /// <summary>What was written.</summary>
    public ReadOnlySpan<byte> WrittenSpan => array.AsSpan(0, Length);

    /// <summary>What was written, to patch lengths in place.</summary>
    public Span<byte> WrittenForPatching => array.AsSpan(0, Length);

    /// <inheritdoc/>
    public void Advance(int count)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, array.Length - Length);
        Length += count;
    }

    /// <inheritdoc/>
    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Ensure(sizeHint);
        return array.AsMemory(Length);
    }

    /// <inheritdoc/>
    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Ensure(sizeHint);
        return array.AsSpan(Length);
    }

    /// <summary>Takes the next bytes for writing.</summary>
    public Span<byte> Take(int count)
    {
        Ensure(count);
        var span = array.AsSpan(Length, count);
        Length += count;
        return span;
    }

    /// <summary>Forgets what was written from that position on.</summary>
    public void Truncate(int length)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, Length);
        Length = length;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        var returned = array;
        array = [];
        Length = 0;
        if (returned.Length > 0)
            ArrayPool<byte>.Shared.Return(returned);
    }

    private void Ensure(int sizeHint)
    {
        var needed = Math.Max(sizeHint, 1);
        if (array.Length - Length >= needed)
            return;
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(checked(Length + needed), (int)Math.Min(2L * array.Length, Array.MaxLength)));
        WrittenSpan.CopyTo(larger);
        var old = array;
        array = larger;
        if (old.Length > 0)
            ArrayPool<byte>.Shared.Return(old);
    }
}
