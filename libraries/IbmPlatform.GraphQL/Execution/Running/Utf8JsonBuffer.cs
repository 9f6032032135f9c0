using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace IbmPlatform.GraphQL.Execution.Running;

/// <summary>A growing pooled buffer of UTF-8 JSON that can be cut back when a null propagates over what has been written.</summary>
internal sealed class Utf8JsonBuffer : IDisposable
{
    private static readonly SearchValues<char> Escaped = SearchValues.Create(
        "\"\\" + string.Concat(Enumerable.Range(0, 0x20).Select(c => (char)c)));

    private byte[] _bytes;

    public Utf8JsonBuffer(int capacity = 16 * 1024) => _bytes = ArrayPool<byte>.Shared.Rent(capacity);

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Length);

    public ReadOnlySpan<byte> Slice(int start, int length) => _bytes.AsSpan(start, length);

    public void CutBackTo(int length) => Length = length;

    public void Dispose()
    {
        var bytes = Interlocked.Exchange(ref _bytes, []);
        if (bytes.Length > 0) ArrayPool<byte>.Shared.Return(bytes);
    }

    public void WriteRaw(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Reserve(bytes.Length));
        Length += bytes.Length;
    }

    /// <summary>Writes a part of an array.</summary>
    public void WriteSlice(byte[] bytes, int start, int length) => WriteRaw(bytes.AsSpan(start, length));

    public void WriteByte(byte value)
    {
        Reserve(1)[0] = value;
        Length++;
    }

    public void WriteNull() => WriteRaw("null"u8);

    public void WriteBoolean(bool value) => WriteRaw(value ? "true"u8 : "false"u8);

    public void WriteInt64(long value)
    {
        Utf8Formatter.TryFormat(value, Reserve(20), out var written);
        Length += written;
    }

    /// <summary>Writes a part of an array and a number.</summary>
    public void WriteNumber(byte[] bytes, int start, int length, long value)
    {
        var target = Reserve(length + 20);
        bytes.AsSpan(start, length).CopyTo(target);
        Utf8Formatter.TryFormat(value, target[length..], out var written);
        Length += length + written;
    }

    /// <summary>Writes a finite double in its shortest round-trip form.</summary>
    public void WriteDouble(double value)
    {
        // Amounts have two decimals at most. A decimal of 15 digits or fewer that reads back as the double is its shortest form.
        var hundredths = value * 100;
        if (hundredths is > -1e15 and < 1e15 and not 0 && hundredths == Math.Truncate(hundredths) && hundredths / 100 == value)
        {
            WriteHundredths((long)hundredths);
            return;
        }

        value.TryFormat(Reserve(32), out var written, "R", System.Globalization.CultureInfo.InvariantCulture);
        Length += written;
    }

    public void WriteString(ReadOnlySpan<char> text) => WriteString(Reserve(text.Length + 2), 0, text);

    /// <summary>Writes a part of an array and a string.</summary>
    public void WriteText(byte[] bytes, int start, int length, string text)
    {
        var target = Reserve(length + text.Length + 2);
        bytes.AsSpan(start, length).CopyTo(target);
        WriteString(target, length, text);
    }

    private void WriteString(Span<byte> target, int at, ReadOnlySpan<char> text)
    {
        target[at++] = (byte)'"';
        var plain = PlainText.Copy(text, target[at..]);
        at += plain;
        if (plain < text.Length)
        {
            Length += at;
            WriteEscaped(text[plain..]);
            return;
        }

        target[at] = (byte)'"';
        Length += at + 1;
    }

    private void WriteHundredths(long value)
    {
        var (whole, part) = Math.DivRem(Math.Abs(value), 100);
        if (value < 0) WriteByte((byte)'-');
        WriteInt64(whole);
        if (part == 0) return;
        var target = Reserve(3);
        target[0] = (byte)'.';
        target[1] = (byte)('0' + (part / 10));
        target[2] = (byte)('0' + (part % 10));
        Length += part % 10 == 0 ? 2 : 3;
    }

    /// <summary>Writes the rest of a string and its closing quote.</summary>
    private void WriteEscaped(ReadOnlySpan<char> text)
    {
        // A UTF-16 unit takes three bytes of UTF-8 at most, and six as an escape.
        var at = text.IndexOfAny(Escaped);
        var target = Reserve((at < 0 ? text.Length * 3 : text.Length * 6) + 2);
        var written = 0;
        while (at >= 0)
        {
            written += Encoding.UTF8.GetBytes(text[..at], target[written..]);
            written += WriteEscape(text[at], target[written..]);
            text = text[(at + 1)..];
            at = text.IndexOfAny(Escaped);
        }

        written += Encoding.UTF8.GetBytes(text, target[written..]);
        target[written] = (byte)'"';
        Length += written + 1;
    }

    private static int WriteEscape(char c, Span<byte> target)
    {
        target[0] = (byte)'\\';
        var letter = c switch
        {
            '"' => '"',
            '\\' => '\\',
            '\b' => 'b',
            '\f' => 'f',
            '\n' => 'n',
            '\r' => 'r',
            '\t' => 't',
            _ => 'u',
        };
        target[1] = (byte)letter;
        if (letter != 'u') return 2;
        Utf8Formatter.TryFormat((int)c, target[2..], out _, new StandardFormat('x', 4));
        return 6;
    }

    private Span<byte> Reserve(int count)
    {
        if (_bytes.Length - Length < count) Grow(count);
        return _bytes.AsSpan(Length);
    }

    private void Grow(int count)
    {
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(_bytes.Length * 2, Length + count));
        Written.CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = larger;
    }
}
