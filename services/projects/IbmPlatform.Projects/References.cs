using IbmPlatform.GraphQL.Execution;
using IbmPlatform.ServiceDefaults.Schema;

namespace IbmPlatform.Projects;

internal sealed record CountryReference(string Id) : IReference<CountryReference>
{
    public static CountryReference To(string id) => new(id);
}

internal sealed record RegionReference(string Id) : IReference<RegionReference>
{
    public static RegionReference To(string id) => new(id);
}

internal sealed record BorderReference(string Id) : IReference<BorderReference>
{
    public static BorderReference To(string id) => new(id);
}

internal sealed record BorderAreaReference(string Id) : IReference<BorderAreaReference>
{
    public static BorderAreaReference To(string id) => new(id);
}

internal sealed record ProcessReference(string Id) : IReference<ProcessReference>
{
    public static ProcessReference To(string id) => new(id);
}

internal sealed record OrganisationReference(string Id) : IReference<OrganisationReference>
{
    public static OrganisationReference To(string id) => new(id);
}

internal sealed record DocumentReference(string Id) : IReference<DocumentReference>
{
    public static DocumentReference To(string id) => new(id);
}

internal static class ReferenceBindings
{
    /// <summary>What other services own and this one adds <c>projects</c> to, or only names.</summary>
    public static SchemaBinder AddReferences(this SchemaBinder b)
    {
        b.Object<CountryReference>("Country", typeof(ReferenceFields<CountryReference>), typeof(CountryFields));
        b.Object<RegionReference>("Region", typeof(ReferenceFields<RegionReference>), typeof(RegionFields));
        b.Object<BorderReference>("Border", typeof(ReferenceFields<BorderReference>), typeof(BorderFields));
        b.Object<BorderAreaReference>("BorderArea", typeof(ReferenceFields<BorderAreaReference>), typeof(BorderAreaFields));
        b.Object<ProcessReference>("Process", typeof(ReferenceFields<ProcessReference>), typeof(ProcessFields));
        return b.Object<OrganisationReference>("Organisation");
    }
}
