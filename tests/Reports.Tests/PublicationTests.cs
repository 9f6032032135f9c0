using IbmPlatform.Testing;

namespace IbmPlatform.Reports.Tests;

public sealed class PublicationTests(PlatformFixture fixture)
{
    [Fact]
    public async Task Publications_tell_edition_releases_organisations_and_what_they_supersede()
    {
        var data = await fixture.Running.QueryAsync(
            "reports", "{ publications { id kind edition releases { date dateText form } organisations { role organisation { id } } supersedes { id } claims { id } } }");

        var second = data.At("publications").EnumerateArray().Single(p => p.At("id").GetString() == "publication/guidelines-western-balkans-2007");
        Assert.Equal(2, second.At("edition").GetInt32());
        Assert.Equal("spring of 2007", second.At("releases[1].dateText").GetString());
        Assert.Equal(["publication/guidelines-western-balkans-2004"], second.All("supersedes", "id"));
        Assert.NotEmpty(second.At("claims").EnumerateArray());
        Assert.Equal(10, data.At("publications").GetArrayLength());
    }

    [Fact]
    public async Task A_project_has_its_publications_by_what_they_are_to_it()
    {
        var data = await fixture.Running.QueryAsync(
            "reports",
            """
            { _entities(representations: [{ __typename: "Project", id: "project/mibma" }, { __typename: "Project", id: "project/eap-ibm-fit" }]) {
                ... on Project { all: publications { id } studies: publications(relation: PREPARATORY_STUDY) { id } reports { totalCount } } } }
            """);

        Assert.Equal(
            ["publication/eu-armenia-mobility-partnership", "publication/eu-armenia-visa-facilitation-readmission"], data.At("_entities[0]").All("all", "id"));
        Assert.Empty(data.At("_entities[0].studies").EnumerateArray());
        Assert.Equal(["publication/draft-study-eap-ibm-flagship"], data.At("_entities[1]").All("studies", "id"));
        Assert.Equal(0, data.At("_entities[1].reports.totalCount").GetInt32());
    }

    [Fact]
    public async Task Publications_and_stubs_are_referred_to_by_id()
    {
        var data = await fixture.Running.QueryAsync(
            "reports",
            """
            { _entities(representations: [{ __typename: "Publication", id: "publication/communication-2002" }, { __typename: "Publication", id: "publication/none" }]) {
                ... on Publication { title { value { text } } scope { id } } } }
            """);

        Assert.Equal("2002 Communication of the European Commission", data.At("_entities[0].title.value.text").GetString());
        Assert.Equal(System.Text.Json.JsonValueKind.Null, data.At("_entities[1]").ValueKind);
    }
}
