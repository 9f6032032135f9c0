using IbmPlatform.GraphQL.Language;

namespace IbmPlatform.Federation.Planning;

/// <summary>
/// The response names in use at one place of a subgraph's response, shared by all type conditions there, so that no two fields of one
/// name differ in arguments or shape (specification, "Field Selection Merging").
/// </summary>
internal sealed class ResponseKeys
{
    private readonly Dictionary<string, (string Signature, TypeNode Type, ResponseKeys Below)> _taken = new(StringComparer.Ordinal);

    public (string Key, ResponseKeys Below) Take(string name, string signature, TypeNode type, bool isLeaf)
    {
        var key = name;
        for (var i = 2; ; i++)
        {
            if (!_taken.TryGetValue(key, out var taken))
            {
                taken = (signature, type, new ResponseKeys());
                _taken.Add(key, taken);
                return (key, taken.Below);
            }

            if (taken.Signature == signature && SameShape(taken.Type, type, isLeaf)) return (key, taken.Below);
            key = $"{name}_{i}";
        }
    }

    // Composite types of different names may share a response name; leaf types may not.
    private static bool SameShape(TypeNode one, TypeNode other, bool isLeaf) => (one, other) switch
    {
        (NonNullTypeNode a, NonNullTypeNode b) => SameShape(a.Type, b.Type, isLeaf),
        (ListTypeNode a, ListTypeNode b) => SameShape(a.Type, b.Type, isLeaf),
        (NamedTypeNode a, NamedTypeNode b) => !isLeaf || a.Name == b.Name,
        _ => false,
    };
}
