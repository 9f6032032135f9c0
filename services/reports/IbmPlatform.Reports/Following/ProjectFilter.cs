using IbmPlatform.Countries.Contracts;
using IbmPlatform.Projects.Contracts;
using IbmPlatform.ServiceDefaults.Filtering;
using IbmPlatform.Stakeholders.Contracts;
using IbmPlatform.Values;

namespace IbmPlatform.Reports.Following;

/// <summary>How projects are chosen (<c>project-filter.graphql</c>); null means not asked.</summary>
internal sealed record ProjectFilter(
    IReadOnlyList<ProjectFilter>? And, IReadOnlyList<ProjectFilter>? Or, ProjectFilter? Not, IdFilter? Id, StringFilter? Slug, StringFilter? Name,
    StringFilter? Acronym, IntFilter? Phase, StatusFilter? Status, PeriodFilter? Period, DateTimeFilter? UpdatedAt, CountriesFilter? Countries,
    RegionsFilter? Regions, BorderAreasFilter? BorderAreas, ThematicAreasFilter? ThematicAreas, ProgrammeFilter? Programme,
    ParticipationsFilter? Participations, InstrumentsFilter? Instruments);

internal sealed record StatusFilter(IReadOnlyList<ProjectStatus> In, PartialDate? On);

internal sealed record CountriesFilter(ProjectCountryFilter? Some, ProjectCountryFilter? Every, ProjectCountryFilter? None);

internal sealed record ProjectCountryFilter(StringFilter? Code, CountryRole? Role);

internal sealed record RegionsFilter(RegionFilter? Some, RegionFilter? Every, RegionFilter? None);

internal sealed record RegionFilter(IdFilter? Id, RegionKind? Kind);

internal sealed record BorderAreasFilter(BorderAreaFilter? Some, BorderAreaFilter? Every, BorderAreaFilter? None);

internal sealed record BorderAreaFilter(IdFilter? Id);

internal sealed record ThematicAreasFilter(ThematicAreaFilter? Some, ThematicAreaFilter? Every, ThematicAreaFilter? None);

internal sealed record ThematicAreaFilter(IdFilter? Id, bool? Horizontal);

internal sealed record ProgrammeFilter(IdFilter? Id);

internal sealed record ParticipationsFilter(ParticipationFilter? Some, ParticipationFilter? Every, ParticipationFilter? None);

internal sealed record ParticipationFilter(IdFilter? Organisation, ParticipationRoleFilter? Role);

internal sealed record ParticipationRoleFilter(ParticipationRole? Eq, IReadOnlyList<ParticipationRole>? In);

internal sealed record InstrumentsFilter(InstrumentFilter? Some, InstrumentFilter? Every, InstrumentFilter? None);

internal sealed record InstrumentFilter(IdFilter? Id);
