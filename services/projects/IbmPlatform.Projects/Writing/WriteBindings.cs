using IbmPlatform.GraphQL.Execution;

namespace IbmPlatform.Projects.Writing;

internal static class WriteBindings
{
    public static SchemaBinder AddWriting(this SchemaBinder b)
    {
        b.Mutation(typeof(UpsertProject)).Object<UpsertProjectPayload>("UpsertProjectPayload");
        b.Object<InvalidInput>("InvalidInput").Object<VersionConflict>("VersionConflict").Enum<UserErrorCode>("UserErrorCode");
        b.Input<UpsertProjectInput>("UpsertProjectInput").Input<ProjectPatch>("ProjectPatch").Input<TranslationInput>("TranslationInput");
        b.Input<SourceInput>("SourceInput").Input<DocumentSourceInput>("DocumentSourceInput");
        return b.Input<ProjectCountriesPatch>("ProjectCountriesPatch").Input<ProjectCountryInput>("ProjectCountryInput");
    }
}
