using IbmPlatform.Projects.Contracts;
using IbmPlatform.Reports.Following;

namespace IbmPlatform.Reports.Quality;

/// <summary>Puts projects to the rules.</summary>
internal sealed class DataQuality(FollowedStore store)
{
    /// <summary>The findings of each project, by rule; null for a project that is not known.</summary>
    public async Task<IReadOnlyList<IReadOnlyList<DataQualityFinding>?>> OfAsync(IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        var projects = await store.ProjectsAsync(ids, cancellationToken).ConfigureAwait(false);
        var lines = await store.LinesAsync(ids, cancellationToken).ConfigureAwait(false);
        var participations = await store.ParticipationsAsync(ids, cancellationToken).ConfigureAwait(false);
        var sources = projects.OfType<Project>().DistinctBy(p => p.Id, StringComparer.Ordinal).ToDictionary(p => p.Id, SourcesOf, StringComparer.Ordinal);
        var documents = await store.DocumentsAsync(sources.Values.SelectMany(s => s), cancellationToken).ConfigureAwait(false);
        var names = await store.NamesAsync(projects.OfType<Project>().SelectMany(p => p.Countries).Select(c => c.Country), cancellationToken)
            .ConfigureAwait(false);
        return
        [
            .. projects.Select(project => project is null
                ? null
                : (IReadOnlyList<DataQualityFinding>)
                [
                    .. QualityRules.All.SelectMany(rule => rule(new(
                        project,
                        [.. lines[project.Id]],
                        [.. participations[project.Id]],
                        [.. sources[project.Id].Select(id => documents.GetValueOrDefault(id)).OfType<FollowedDocument>()],
                        names))),
                ]),
        ];
    }

    private static IReadOnlyList<string> SourcesOf(Project project) =>
    [
        .. QualityFacts.ClaimsOf(project).SelectMany(c => c.Sources).Select(s => s.Document).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
    ];
}
