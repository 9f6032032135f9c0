using IbmPlatform.GraphQL.Execution;

namespace IbmPlatform.ServiceDefaults.Schema;

/// <summary>
/// Takes references to an entity that this subgraph adds fields to without owning it: whether the id exists is the owner's to say, the
/// fields added here are empty for an unknown one.
/// </summary>
public static class ReferenceFields<T>
    where T : class, IReference<T>
{
    /// <summary>One reference a representation.</summary>
    public static IReadOnlyList<T?> ResolveReferences(IReadOnlyList<EntityReference> references) =>
        [.. references.Select(reference => reference["id"] is { } id ? T.To(id) : null)];
}
