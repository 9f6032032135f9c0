using IbmPlatform.Values;

namespace IbmPlatform.Reports;

/// <summary>Finds what stands behind an id, whoever owns it.</summary>
internal static class Nodes
{
    /// <summary>Entities by id, in the order of the ids: this service's own as they stand, others' as references; null for what is no node.</summary>
    public static async Task<IReadOnlyList<object?>> LoadAsync(IReadOnlyList<string?> ids, ReportStore store, CancellationToken cancellationToken)
    {
        var byType = ids.OfType<string>().Distinct(StringComparer.Ordinal).ToLookup(id => EntityId.Parse(id).Type, StringComparer.Ordinal);
        var own = new Dictionary<string, object>(StringComparer.Ordinal);
        foreach (var publication in await store.PublicationsAsync([.. byType["publication"]], cancellationToken).ConfigureAwait(false))
        {
            if (publication is not null)
                own[publication.Id] = publication;
        }
        foreach (var report in await store.ReportsAsync([.. byType["report"]], null, cancellationToken).ConfigureAwait(false))
        {
            if (report is not null)
                own[report.Id] = report;
        }
        return [.. ids.Select(id => id is null ? null : own.GetValueOrDefault(id) ?? ReferenceTo(id))];
    }

    /// <summary>A reference to another service's entity; null for any other id.</summary>
    public static object? ReferenceTo(string id) => EntityId.Parse(id).Type switch
    {
        "programme" => new ProgrammeReference(id),
        "project" => new ProjectReference(id),
        "thematic-area" => new ThematicAreaReference(id),
        "document" => new DocumentReference(id),
        "country" => new CountryReference(id),
        "region" => new RegionReference(id),
        "border" => new BorderReference(id),
        "border-area" => new BorderAreaReference(id),
        "process" => new ProcessReference(id),
        "organisation" => new OrganisationReference(id),
        "participation" => new ParticipationReference(id),
        "instrument" => new InstrumentReference(id),
        "contribution" => new ContributionReference(id),
        "budget" => new BudgetReference(id),
        "transaction" => new TransactionReference(id),
        _ => null,
    };
}
