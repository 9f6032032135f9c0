using IbmPlatform.Funding.Contracts;
using IbmPlatform.Projects.Contracts;
using IbmPlatform.Reports.Contracts;
using IbmPlatform.Stakeholders.Contracts;

namespace IbmPlatform.Reports.Changes;

/// <summary>Says which organisations a record belongs to.</summary>
internal static class Owners
{
    /// <summary>Who keeps a project, owns a programme, takes part, gives, reports or stands behind a publication; who wrote it besides.</summary>
    /// <param name="state">The record; null: a tombstone.</param>
    /// <param name="by">Who wrote it.</param>
    public static IReadOnlyList<string> Of(object? state, string? by)
    {
        IEnumerable<string?> named = state switch
        {
            Project project => [project.ReportingOrganisation],
            Programme programme => programme.Owners,
            Organisation organisation => [organisation.Id],
            Participation participation => [participation.Organisation],
            Contribution contribution => [contribution.Donor],
            Instrument instrument => [instrument.Donor],
            Transaction transaction => [transaction.Provider, transaction.Receiver],
            Report report => report.Organisations,
            Publication publication => publication.Organisations.Select(o => o.Organisation),
            _ => [],
        };
        var writer = by?.StartsWith("organisation/", StringComparison.Ordinal) == true ? by : null;
        return [.. named.Append(writer).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }
}
