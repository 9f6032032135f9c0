using IbmPlatform.Funding.Contracts;
using IbmPlatform.GraphQL.Execution;
using IbmPlatform.ServiceDefaults.Schema;

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

    /// <summary>Transactions by id.</summary>
    public static Task<IReadOnlyList<Transaction?>> ResolveReferencesAsync(
        IReadOnlyList<EntityReference> references, FundingStore store, ResolverContext context, CancellationToken cancellationToken) =>
        store.TransactionsAsync([.. references.Select(reference => reference["id"] ?? "")], context.RequestContext.AsOf, cancellationToken);
}
