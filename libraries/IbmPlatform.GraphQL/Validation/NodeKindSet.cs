using IbmPlatform.GraphQL.Language;

namespace IbmPlatform.GraphQL.Validation;

/// <summary>A set of node kinds in one machine word.</summary>
internal readonly struct NodeKindSet(ulong bits)
{
    private readonly ulong _bits = bits;

    public static NodeKindSet Of(ReadOnlySpan<NodeKind> kinds)
    {
        var bits = 0UL;
        foreach (var kind in kinds) bits |= 1UL << (int)kind;
        return new NodeKindSet(bits);
    }

    public bool Contains(NodeKind kind) => (_bits >> (int)kind & 1) != 0;
}
