using IbmPlatform.ServiceDefaults.Aggregates;
using IbmPlatform.Values;

namespace IbmPlatform.ServiceDefaults.Schema;

/// <summary>Resolves <c>claims</c> and <c>conflicts</c> of a record that is bound as itself.</summary>
public static class ClaimedFields<T>
    where T : IClaimed
{
    /// <summary>What sources say of a field, or of all; of a kind, or of any.</summary>
    public static IReadOnlyList<ClaimOf> Claims(T parent, string? field, ClaimKind? kind) => ClaimList.Of(parent.Claims, field, kind);

    /// <summary>Where they disagree.</summary>
    public static IReadOnlyList<ConflictOf> Conflicts(T parent) => ClaimList.Conflicts(parent.Claims, parent.Conflicts);
}

/// <summary>Resolves <c>claims</c> and <c>conflicts</c> of a record that is bound as it is stored.</summary>
public static class StoredClaimedFields<T>
    where T : class, IClaimed
{
    /// <inheritdoc cref="ClaimedFields{T}.Claims"/>
    public static IReadOnlyList<ClaimOf> Claims(Stored<T> parent, string? field, ClaimKind? kind) => ClaimList.Of(parent.State.Claims, field, kind);

    /// <inheritdoc cref="ClaimedFields{T}.Conflicts"/>
    public static IReadOnlyList<ConflictOf> Conflicts(Stored<T> parent) => ClaimList.Conflicts(parent.State.Claims, parent.State.Conflicts);
}
