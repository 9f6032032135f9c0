using IbmPlatform.ServiceDefaults.Schema;

namespace IbmPlatform.Reports;

internal sealed record ProjectReference(string Id) : IReference<ProjectReference>
{
    public static ProjectReference To(string id) => new(id);
}

internal sealed record CountryReference(string Id) : IReference<CountryReference>
{
    public static CountryReference To(string id) => new(id);
}

internal sealed record OrganisationReference(string Id) : IReference<OrganisationReference>
{
    public static OrganisationReference To(string id) => new(id);
}

internal sealed record DocumentReference(string Id) : IReference<DocumentReference>
{
    public static DocumentReference To(string id) => new(id);
}

internal sealed record ThematicAreaReference(string Id) : IReference<ThematicAreaReference>
{
    public static ThematicAreaReference To(string id) => new(id);
}

internal sealed record RegionReference(string Id) : IReference<RegionReference>
{
    public static RegionReference To(string id) => new(id);
}

internal sealed record ProgrammeReference(string Id);

internal sealed record BorderReference(string Id);

internal sealed record BorderAreaReference(string Id);

internal sealed record ProcessReference(string Id);

internal sealed record ParticipationReference(string Id);

internal sealed record InstrumentReference(string Id);

internal sealed record ContributionReference(string Id);

internal sealed record BudgetReference(string Id);

internal sealed record TransactionReference(string Id);
