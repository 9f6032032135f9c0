using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace IbmPlatform.GraphQL.Execution.Running;

/// <summary>Text that JSON writes as it is: ASCII without control characters, quotes and backslashes. Most text is.</summary>
internal static class PlainText
{
    private const int Step = 16;

    /// <summary>Copies as ASCII what stands before the first other character; its length.</summary>
    public static int Copy(ReadOnlySpan<char> text, Span<byte> target)
    {
        var length = Math.Min(text.Length, target.Length);
        var at = 0;
        ref var source = ref MemoryMarshal.GetReference(MemoryMarshal.Cast<char, ushort>(text));
        ref var destination = ref MemoryMarshal.GetReference(target);
        for (; at <= length - Step; at += Step)
        {
            var low = Vector128.LoadUnsafe(ref source, (nuint)at);
            var high = Vector128.LoadUnsafe(ref source, (nuint)at + (Step / 2));
            if ((Special(low) | Special(high)) != Vector128<ushort>.Zero) break;
            Vector128.Narrow(low, high).StoreUnsafe(ref destination, (nuint)at);
        }

        for (; at < length; at++)
        {
            var c = text[at];
            if (c is < ' ' or > '\x7e' or '"' or '\\') break;
            target[at] = (byte)c;
        }

        return at;
    }

    private static Vector128<ushort> Special(Vector128<ushort> units) =>
        Vector128.LessThan(units, Vector128.Create((ushort)' '))
        | Vector128.GreaterThan(units, Vector128.Create((ushort)'\x7e'))
        | Vector128.Equals(units, Vector128.Create((ushort)'"'))
        | Vector128.Equals(units, Vector128.Create((ushort)'\\'));
}
