using IbmPlatform.Countries.Contracts;
using IbmPlatform.GraphQL.Execution;
using IbmPlatform.ServiceDefaults.Schema;
using IbmPlatform.Values;

namespace IbmPlatform.Countries;

/// <summary>What a process is asked beyond its own members.</summary>
public static class ProcessFields
{
    /// <summary>The process that it belongs to.</summary>
    public static async Task<IReadOnlyList<Process?>> ParentAsync(
        IReadOnlyList<Process> parents, CountryStore store, CancellationToken cancellationToken)
    {
        var found = await store.ProcessesAsync([.. parents.Select(process => process.Parent).OfType<string>()], cancellationToken);
        var byId = found.OfType<Process>().DistinctBy(process => process.Id).ToDictionary(process => process.Id, StringComparer.Ordinal);
        return [.. parents.Select(process => process.Parent is { } parent ? byId.GetValueOrDefault(parent) : null)];
    }

    /// <summary>The states that a source names as participants.</summary>
    public static async Task<IReadOnlyList<IReadOnlyList<Country>>> ParticipantsAsync(
        IReadOnlyList<Process> parents, CountryStore store, CancellationToken cancellationToken)
    {
        var lists = await CountryLists.LoadAsync(parents.SelectMany(process => process.Participants), store, cancellationToken);
        return [.. parents.Select(process => lists.Of(process.Participants))];
    }

    /// <summary>References to the organisations that take part.</summary>
    public static IReadOnlyList<OrganisationReference> Organisations(Process parent) => [.. parent.Organisations.Select(OrganisationReference.To)];

    /// <summary>What sources say.</summary>
    public static IReadOnlyList<ClaimOf> Claims(Process parent, string? field, ClaimKind? kind) => ClaimList.Of(parent.Claims, field, kind);

    /// <summary>Where they disagree.</summary>
    public static IReadOnlyList<ConflictOf> Conflicts(Process parent) => ClaimList.Conflicts(parent.Claims, parent.Conflicts);

    /// <summary>Processes by id.</summary>
    public static Task<IReadOnlyList<Process?>> ResolveReferencesAsync(
        IReadOnlyList<EntityReference> references, CountryStore store, CancellationToken cancellationToken) =>
        store.ProcessesAsync([.. references.Select(reference => reference["id"] ?? "")], cancellationToken);
}
