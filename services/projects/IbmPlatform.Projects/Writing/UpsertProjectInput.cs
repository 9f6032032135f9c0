using IbmPlatform.GraphQL.Execution;
using IbmPlatform.Projects.Contracts;
using IbmPlatform.ServiceDefaults.Filtering;

namespace IbmPlatform.Projects.Writing;

internal sealed record UpsertProjectInput(ProjectLookup Lookup, int? ExpectedVersion, ProjectPatch Patch, SourceInput? Source);

internal sealed record SourceInput(string? Organisation, DocumentSourceInput? Document, string? Note);

internal sealed record DocumentSourceInput(string Document, string Quote, int LineStart, int LineEnd);

internal sealed record ProjectPatch(
    Optional<IReadOnlyList<TranslationInput>> Name, Optional<string> Acronym, Optional<int?> Phase, Optional<PeriodInput> Period,
    ProjectCountriesPatch? Countries);

internal sealed record TranslationInput(string Text, string Language);

internal sealed record ProjectCountriesPatch(IReadOnlyList<ProjectCountryInput>? Put, IReadOnlyList<string>? Remove);

internal sealed record ProjectCountryInput(string Code, CountryRole Role, decimal? SharePercent);
