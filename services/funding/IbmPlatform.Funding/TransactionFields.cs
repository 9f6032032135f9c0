using IbmPlatform.Funding.Contracts;
using IbmPlatform.GraphQL.Execution;
using IbmPlatform.ServiceDefaults.Schema;
using IbmPlatform.Values;

namespace IbmPlatform.Funding;

/// <summary>What a transaction is asked beyond its own members.</summary>
public static class TransactionFields
{
    /// <summary>A reference to the project.</summary>
    public static ProjectReference? Project(Transaction parent) => ProjectReference.To(parent.Project);

    /// <summary>A reference to who pays.</summary>
    public static OrganisationReference? Provider(Transaction parent) => parent.Provider is { } id ? OrganisationReference.To(id) : null;

    /// <summary>A reference to who is paid.</summary>
    public static OrganisationReference? Receiver(Transaction parent) => parent.Receiver is { } id ? OrganisationReference.To(id) : null;

    /// <summary>What sources say.</summary>
    public static IReadOnlyList<ClaimOf> Claims(Transaction parent, string? field, ClaimKind? kind) => ClaimList.Of(parent.Claims, field, kind);

    /// <summary>Where they disagree.</summary>
    public static IReadOnlyList<ConflictOf> Conflicts(Transaction parent) => ClaimList.Conflicts(parent.Claims, parent.Conflicts);

    /// <summary>Transactions by id.</summary>
    public static Task<IReadOnlyList<Transaction?>> ResolveReferencesAsync(
        IReadOnlyList<EntityReference> references, FundingStore store, ResolverContext context, CancellationToken cancellationToken) =>
        store.TransactionsAsync([.. references.Select(reference => reference["id"] ?? "")], context.RequestContext.AsOf, cancellationToken);
}
