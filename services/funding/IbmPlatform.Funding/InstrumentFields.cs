using IbmPlatform.Funding.Contracts;
using IbmPlatform.GraphQL.Execution;
using IbmPlatform.ServiceDefaults.Paging;
using IbmPlatform.ServiceDefaults.Schema;

namespace IbmPlatform.Funding;

/// <summary>What an instrument is asked beyond its own members.</summary>
public static class InstrumentFields
{
    /// <summary>The instruments that they are parts of.</summary>
    public static Task<IReadOnlyList<Instrument?>> ParentAsync(
        IReadOnlyList<Instrument> parents, FundingStore store, ResolverContext context, CancellationToken cancellationToken) =>
        Batch.OneAsync(parents, instrument => instrument.Parent, ids => store.InstrumentsAsync(ids, context.RequestContext.AsOf, cancellationToken));

    /// <summary>A reference to the donor.</summary>
    public static OrganisationReference? Donor(Instrument parent) => parent.Donor is { } id ? OrganisationReference.To(id) : null;

    /// <summary>What is given through them.</summary>
    public static async Task<IReadOnlyList<Connection<Contribution>>> ContributionsAsync(
        IReadOnlyList<Instrument> parents, int? first, string? after, FundingStore store, ResolverContext context, CancellationToken cancellationToken)
    {
        var page = PageRequest.Of(first, after);
        var all = (await store.ContributionsThroughAsync(parents.Select(i => i.Id), context.RequestContext.AsOf, cancellationToken)).ToLookup(c => c.Instrument, StringComparer.Ordinal);
        return [.. parents.Select(instrument => Keyset.PageOf([.. all[instrument.Id]], c => c.Id, page, $"{instrument.Id} contributions"))];
    }

    /// <summary>Instruments by id.</summary>
    public static Task<IReadOnlyList<Instrument?>> ResolveReferencesAsync(
        IReadOnlyList<EntityReference> references, FundingStore store, ResolverContext context, CancellationToken cancellationToken) =>
        store.InstrumentsAsync([.. references.Select(reference => reference["id"] ?? "")], context.RequestContext.AsOf, cancellationToken);
}
