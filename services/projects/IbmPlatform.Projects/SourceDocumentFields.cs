using IbmPlatform.GraphQL.Execution;
using IbmPlatform.Projects.Contracts;
using IbmPlatform.ServiceDefaults.Paging;
using IbmPlatform.ServiceDefaults.Schema;
using IbmPlatform.Values;

namespace IbmPlatform.Projects;

/// <summary>Resolves a source document.</summary>
internal static class SourceDocumentFields
{
    public static Task<IReadOnlyList<SourceDocument?>> ResolveReferences(
        IReadOnlyList<EntityReference> references, ResolverContext context, ProgrammeStore store, CancellationToken cancellationToken) =>
        store.DocumentsAsync([.. references.Select(r => r["id"] ?? "")], context.RequestContext.AsOf, cancellationToken);

    public static async Task<IReadOnlyList<Connection<ClaimOf>>> ClaimsAsync(
        IReadOnlyList<SourceDocument> parents, int? first, string? after, ProgrammeStore store, ResolverContext context, CancellationToken cancellationToken)
    {
        var page = PageRequest.Of(first, after);
        var lists = await store.ClaimListsAsync(parents.Select(d => d.Id), context.RequestContext.AsOf, cancellationToken).ConfigureAwait(false);
        return [.. parents.Select(document => Keyset.PageOf(
            [.. lists.SelectMany(list => list.Where(c => IsFrom(c, document)).Select(c => new ClaimOf(c, list))).OrderBy(c => c.Id, StringComparer.Ordinal)],
            claim => claim.Id,
            page,
            $"{document.Id} claims"))];
    }

    private static bool IsFrom(Claim claim, SourceDocument document) => claim.Sources.Any(s => s.Document == document.Id);
}

/// <summary>Loads the document that a claim names.</summary>
internal static class DocumentSourceFields
{
    public static Task<IReadOnlyList<SourceDocument?>> DocumentAsync(
        IReadOnlyList<DocumentSourceRef> parents, ResolverContext context, ProgrammeStore store, CancellationToken cancellationToken) =>
        store.DocumentsAsync([.. parents.Select(p => p.Document)], context.RequestContext.AsOf, cancellationToken);
}
