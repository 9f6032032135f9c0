using IbmPlatform.GraphQL.Execution;
using IbmPlatform.ServiceDefaults.Aggregates;
using IbmPlatform.ServiceDefaults.Schema;
using IbmPlatform.Stakeholders.Contracts;
using IbmPlatform.Values;

namespace IbmPlatform.Stakeholders;

/// <summary>The organisation that reported a fact: this service owns it and answers in full.</summary>
public static class ReportedBy
{
    /// <summary>The organisations of submissions; null where one names none.</summary>
    public static Task<IReadOnlyList<Stored<Organisation>?>> OrganisationAsync(
        IReadOnlyList<SubmissionSourceRef> parents, OrganisationStore store, ResolverContext context, CancellationToken cancellationToken) =>
        store.LoadAsync([.. parents.Select(source => source.Organisation ?? "")], context.RequestContext.AsOf, cancellationToken);
}

/// <summary>The organisation that wrote a revision, where the writer is one.</summary>
public static class WrittenBy
{
    /// <summary>The organisations of revisions; null for the data set and the system.</summary>
    public static Task<IReadOnlyList<Stored<Organisation>?>> OrganisationAsync(
        IReadOnlyList<Revision> parents, OrganisationStore store, ResolverContext context, CancellationToken cancellationToken) =>
        store.LoadAsync([.. parents.Select(revision => revision.By ?? "")], context.RequestContext.AsOf, cancellationToken);
}
