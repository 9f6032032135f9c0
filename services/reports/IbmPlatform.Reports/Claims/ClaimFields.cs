using IbmPlatform.GraphQL.Execution;
using IbmPlatform.ServiceDefaults.Schema;

namespace IbmPlatform.Reports.Claims;

/// <summary>Finds a claim wherever it belongs.</summary>
internal static class ClaimFields
{
    public static Task<IReadOnlyList<ClaimOf?>> ResolveReferencesAsync(
        IReadOnlyList<EntityReference> references, ClaimStore store, ResolverContext context, CancellationToken cancellationToken) =>
        store.InPresent(context).LoadAsync([.. references.Select(reference => reference["id"] ?? "")], cancellationToken);
}
