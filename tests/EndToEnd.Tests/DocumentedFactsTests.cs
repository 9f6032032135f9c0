using IbmPlatform.EndToEnd.Tests.Running;

namespace IbmPlatform.EndToEnd.Tests;

/// <summary>What the five source documents say, asked of the public endpoint.</summary>
public sealed class DocumentedFactsTests(StandaloneSystem standalone)
{
    private const string Bomca =
        """
        {
          project(by: { slug: "bomca-9" }) {
            id
            period { start end }
            budgets { amount { amount currency } }
            contributions { nodes { donor { id } sharePercent conflicts { field rule claims { value followed } } } }
            claims(field: "period") { value kind sources { ... on DocumentSource { document { file } quote } } }
          }
        }
        """;

    [Fact]
    public async Task One_query_joins_all_five_services()
    {
        var answer = await AskAsync(
            """
            {
              country(code: "AM") {
                name { value(languages: ["en"]) { text } }
                projects(orderBy: [{ start: ASC }]) {
                  nodes {
                    slug
                    participations { nodes { role organisation { name { value { text } } } } }
                    contributions { nodes { donor { name { value { text } } } instrument { code } } }
                    publications { id }
                  }
                }
                analytics(by: [DONOR]) { rows { nodes { cells { key } projectCount } } }
              }
            }
            """);

        Assert.Equal("Armenia", answer.Text("country.name.value.text"));
        Assert.Equal(["eap-ibm-fit", "eap-ibm-cb", "mibma"], answer.Texts("country.projects.nodes.*.slug"));
        Assert.Equal(["DONOR", "LEAD", "PARTNER"], answer.Texts("country.projects.nodes.2.participations.nodes.*.role"));
        Assert.Equal(["European Union", "ICMPD", "UNDP"], answer.Texts("country.projects.nodes.2.participations.nodes.*.organisation.name.value.text"));
        Assert.Equal(["European Union", "European Union", "European Union"], answer.Texts("country.projects.nodes.*.contributions.nodes.*.donor.name.value.text"));
        Assert.Equal("ENPI", answer.Text("country.projects.nodes.1.contributions.nodes.0.instrument.code"));
        Assert.NotEmpty(answer.Texts("country.projects.nodes.0.publications.*.id"));
        Assert.Equal(["organisation/european-union"], answer.Texts("country.analytics.rows.nodes.*.cells.*.key"));
        Assert.Equal(["3"], answer.Texts("country.analytics.rows.nodes.*.projectCount"));
    }

    [Fact]
    public async Task Armenia_has_three_projects()
    {
        var answer = await AskAsync("""{ country(code: "AM") { projects { totalCount nodes { slug } } } }""");
        Assert.Equal(3, answer.Number("country.projects.totalCount"));
        Assert.Equal(["eap-ibm-cb", "eap-ibm-fit", "mibma"], answer.Texts("country.projects.nodes.*.slug").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Frontex_leads_one_of_them()
    {
        var answer = await AskAsync(
            """
            {
              country(code: "AM") {
                projects(where: { participations: { some: { organisation: { eq: "organisation/frontex" }, role: { eq: LEAD } } } }) { totalCount nodes { slug } }
              }
            }
            """);
        Assert.Equal(1, answer.Number("country.projects.totalCount"));
        Assert.Equal("eap-ibm-cb", answer.Text("country.projects.nodes.0.slug"));
    }

    [Fact]
    public async Task Japan_funds_the_project_in_the_Sahel_and_no_other()
    {
        var answer = await AskAsync("""{ organisation(by: { label: "Government of Japan" }) { contributions { totalCount nodes { project { slug } } } } }""");
        Assert.Equal(1, answer.Number("organisation.contributions.totalCount"));
        Assert.Equal("sahel-border-communities", answer.Text("organisation.contributions.nodes.0.project.slug"));
    }

    [Fact]
    public async Task Tunisias_project_has_two_donors()
    {
        var answer = await AskAsync("""{ project(by: { slug: "tunisia-ibm" }) { contributions { nodes { donor { id } } } participations(role: DONOR) { nodes { organisation { id } } } } }""");
        string[] donors = ["organisation/european-union", "organisation/switzerland"];
        Assert.Equal(donors, answer.Texts("project.contributions.nodes.*.donor.id"));
        Assert.Equal(donors, answer.Texts("project.participations.nodes.*.organisation.id"));
    }

    [Fact]
    public async Task Bomca_9_is_one_record_with_two_sources()
    {
        var answer = await AskAsync("""{ projects(where: { slug: { contains: "bomca" } }) { totalCount nodes { claims { sources { ... on DocumentSource { document { file } } } } } } }""");
        Assert.Equal(1, answer.Number("projects.totalCount"));
        Assert.Equal(
            ["001_f50f0f13510967fa.txt", "004_45b793fd943e14ad.txt"],
            answer.Texts("projects.nodes.0.claims.*.sources.*.document.file").Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Bomca_9_has_the_budget_that_its_fact_sheet_states()
    {
        var answer = await AskAsync(Bomca);
        Assert.Equal(["4954785"], answer.Texts("project.budgets.*.amount.amount"));
        Assert.Equal(["EUR"], answer.Texts("project.budgets.*.amount.currency"));
    }

    [Fact]
    public async Task The_European_share_of_Bomca_9_stands_beside_the_claim_that_contradicts_it()
    {
        var answer = await AskAsync(Bomca);
        Assert.Equal("90.9", answer.Text("project.contributions.nodes.0.sharePercent"));
        Assert.Equal(["sharePercent"], answer.Texts("project.contributions.nodes.0.conflicts.*.field"));
        Assert.Equal(["90.9", "100"], answer.Texts("project.contributions.nodes.0.conflicts.0.claims.*.value"));
        Assert.Equal(["True", "False"], answer.Texts("project.contributions.nodes.0.conflicts.0.claims.*.followed"));
    }

    [Fact]
    public async Task Bomca_9_runs_for_thirty_six_months_from_its_stated_day()
    {
        var answer = await AskAsync(Bomca);
        Assert.Equal("2015-06-15", answer.Text("project.period.start"));
        Assert.Equal("2018-06-14", answer.Text("project.period.end"));
        Assert.Contains("Duration: 36 months", answer.Texts("project.claims.*.sources.*.quote"));
    }

    [Fact]
    public async Task The_Silk_Routes_project_says_that_its_heading_of_implementing_partners_is_empty()
    {
        var answer = await AskAsync(
            """
            {
              project(by: { slug: "silk-routes-ibm" }) {
                lead: participations(role: LEAD) { totalCount }
                implementer: participations(role: IMPLEMENTER) { totalCount }
                partner: participations(role: PARTNER) { totalCount }
                participationClaims(role: IMPLEMENTER) { value kind sources { ... on DocumentSource { quote lineStart document { file } } } }
              }
            }
            """);
        Assert.Equal(["0", "0", "0"], new[] { "lead", "implementer", "partner" }.Select(role => answer.Text($"project.{role}.totalCount")));
        Assert.Equal("EMPTY_HEADING", answer.Text("project.participationClaims.0.kind"));
        Assert.Null(answer.Text("project.participationClaims.0.value"));
        Assert.Equal("Implementing partner", answer.Text("project.participationClaims.0.sources.0.quote"));
        Assert.Equal(54, answer.Number("project.participationClaims.0.sources.0.lineStart"));
    }

    private Task<Answer> AskAsync(string query) => standalone.Endpoint.ReadAsync(query);
}
