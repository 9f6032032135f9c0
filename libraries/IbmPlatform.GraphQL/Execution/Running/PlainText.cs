using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace IbmPlatform.GraphQL.Execution.Running;

/// <summary>Text that JSON writes as it is: ASCII without control characters, quotes and backslashes. Most text is.</summary>
internal static class PlainText
{
    private const int Step = 8;

    /// <summary>Copies as ASCII what stands before the first other character; its length.</summary>
    public static int Copy(ReadOnlySpan<char> text, Span<byte> target)
    {
        var length = Math.Min(text.Length, target.Length);
        ref var source = ref Unsafe.As<char, ushort>(ref MemoryMarshal.GetReference(text));
        ref var destination = ref MemoryMarshal.GetReference(target);
        if (length < Step) return CopyShort(text[..length], target);
        var at = 0;
        for (; at <= length - (2 * Step); at += 2 * Step)
        {
            var low = Vector128.LoadUnsafe(ref source, (nuint)at);
            var high = Vector128.LoadUnsafe(ref source, (nuint)at + Step);
            if ((Special(low) | Special(high)) != Vector128<ushort>.Zero) return at + CopyEach(text[at..length], target[at..]);
            Vector128.Narrow(low, high).StoreUnsafe(ref destination, (nuint)at);
        }

        if (at <= length - Step)
        {
            var units = Vector128.LoadUnsafe(ref source, (nuint)at);
            if (Special(units) != Vector128<ushort>.Zero) return at + CopyEach(text[at..length], target[at..]);
            Store(units, ref destination, at);
        }

        // The last step overlaps what has been copied: characters that are copied twice cost less than one by one.
        var last = length - Step;
        var rest = Vector128.LoadUnsafe(ref source, (nuint)last);
        if (Special(rest) != Vector128<ushort>.Zero) return at + CopyEach(text[at..length], target[at..]);
        Store(rest, ref destination, last);
        return length;
    }

    private static int CopyShort(ReadOnlySpan<char> text, Span<byte> target)
    {
        if (text.Length < Step / 2) return CopyEach(text, target);
        // Two halves of a step, which overlap.
        var words = MemoryMarshal.AsBytes(text);
        var units = Vector128.Create(MemoryMarshal.Read<ulong>(words), MemoryMarshal.Read<ulong>(words[^sizeof(ulong)..])).AsUInt16();
        if (Special(units) != Vector128<ushort>.Zero) return CopyEach(text, target);
        var bytes = Vector128.Narrow(units, units).AsUInt32();
        MemoryMarshal.Write(target, bytes[0]);
        MemoryMarshal.Write(target[(text.Length - sizeof(uint))..], bytes[1]);
        return text.Length;
    }

    private static int CopyEach(ReadOnlySpan<char> text, Span<byte> target)
    {
        for (var at = 0; at < text.Length; at++)
        {
            var c = text[at];
            if (c is < ' ' or > '\x7e' or '"' or '\\') return at;
            target[at] = (byte)c;
        }

        return text.Length;
    }

    private static void Store(Vector128<ushort> units, ref byte destination, int at) =>
        Unsafe.WriteUnaligned(ref Unsafe.Add(ref destination, at), Vector128.Narrow(units, units).AsUInt64()[0]);

    private static Vector128<ushort> Special(Vector128<ushort> units) =>
        Vector128.GreaterThan(units - Vector128.Create((ushort)' '), Vector128.Create((ushort)('\x7e' - ' ')))
        | Vector128.Equals(units, Vector128.Create((ushort)'"'))
        | Vector128.Equals(units, Vector128.Create((ushort)'\\'));
}
