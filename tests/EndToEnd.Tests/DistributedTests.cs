using System.Text.Json;
using IbmPlatform.EndToEnd.Tests.Running;

namespace IbmPlatform.EndToEnd.Tests;

/// <summary>Seven processes and a broker: the same answers as one process, and with one service lost all fields of the others.</summary>
public sealed class DistributedTests(StandaloneSystem standalone, DistributedSystem distributed) : IClassFixture<DistributedSystem>
{
    private const string TouchesAll =
        """
        {
          country(code: "AM") {
            name { value(languages: ["en"]) { text } }
            projects(orderBy: [{ start: ASC }]) {
              totalCount
              nodes {
                slug
                participations { nodes { role organisation { slug } } }
                contributions { nodes { id donor { slug } instrument { code } } }
                publications { title { value { text } } }
              }
            }
            analytics(by: [DONOR]) { rows { nodes { projectCount } } }
          }
          project(by: { slug: "bomca-9" }) {
            period { start end }
            countries { role country { code } }
            participations { totalCount }
            budgets { amount { amount currency } }
            overlaps { totalCount }
          }
          organisation(by: { slug: "icmpd" }) { aliases participations { nodes { role project { slug } } } contributions { totalCount } }
          instruments { code donor { acronym } }
          publications { kind organisations { role organisation { slug } } }
        }
        """;

    public static TheoryData<string> Names => RecordedQuery.Names;

    /// <summary>Each service with the places, in the query above, that only it can fill.</summary>
    public static TheoryData<string, string[]> Lost => new()
    {
        { "projects", ["country.projects", "organisation.participations.nodes.project", "project"] },
        { "countries", ["country", "project.countries.country"] },
        {
            "stakeholders",
            [
                "country.projects.nodes.contributions.nodes.donor", "country.projects.nodes.participations", "instruments.donor.acronym", "organisation",
                "project.participations", "publications.organisations.organisation",
            ]
        },
        { "funding", ["country.projects.nodes.contributions", "instruments", "organisation.contributions", "project.budgets"] },
        { "reports", ["country.analytics", "country.projects.nodes.publications", "project.overlaps", "publications"] },
    };

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Seven_processes_answer_byte_for_byte_what_one_answers(string name)
    {
        var recorded = new RecordedQuery(name);
        var answer = await distributed.Endpoint.ReadAsync(recorded.Query);
        Assert.Equal((await standalone.Endpoint.ReadAsync(recorded.Query)).DataText, answer.DataText);
        Assert.Equal(await File.ReadAllTextAsync(recorded.AnswerFile, TestContext.Current.CancellationToken), answer.ReadableData);
    }

    [Theory]
    [InlineData("projects")]
    [InlineData("countries")]
    [InlineData("stakeholders")]
    [InlineData("funding")]
    [InlineData("reports")]
    public Task Each_service_passes_every_audit_of_graphql_over_http_by_itself(string service) =>
        GraphQLOverHttpAudit.PassAsync(distributed.ServiceAddress(service));

    [Theory]
    [MemberData(nameof(Lost))]
    public async Task A_lost_service_costs_its_own_fields_until_it_is_back(string service, string[] places)
    {
        var whole = await distributed.Endpoint.ReadAsync(TouchesAll);

        var start = await distributed.KillAsync(service);
        Answer partial;
        try
        {
            partial = await distributed.Endpoint.AskAsync(TouchesAll);
        }
        finally
        {
            await distributed.ResumeAsync(service, start);
        }

        var missing = new List<string>();
        Compare(whole.Data, partial.Data, "", missing);
        Assert.Equal(places, missing.Select(WithoutIndices).Distinct().Order(StringComparer.Ordinal));
        var errors = partial.Errors.Select(error => string.Join('.', error.GetProperty("path").EnumerateArray())).ToList();
        Assert.All(missing, place => Assert.Contains(errors, path => IsAtOrBelow(path, place)));
        Assert.All(errors, path => Assert.Contains(missing, place => IsAtOrBelow(path, place)));
        Assert.Equal(whole.DataText, (await distributed.Endpoint.ReadAsync(TouchesAll)).DataText);
    }

    /// <summary>Collects the places where null took the place of a value; any other difference fails.</summary>
    private static void Compare(JsonElement whole, JsonElement partial, string place, List<string> missing)
    {
        if (partial.ValueKind == JsonValueKind.Null && whole.ValueKind != JsonValueKind.Null)
        {
            missing.Add(place);
            return;
        }
        Assert.Equal(whole.ValueKind, partial.ValueKind);
        if (whole.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in whole.EnumerateObject())
                Compare(member.Value, partial.GetProperty(member.Name), place.Length == 0 ? member.Name : $"{place}.{member.Name}", missing);
        }
        else if (whole.ValueKind == JsonValueKind.Array)
        {
            Assert.Equal(whole.GetArrayLength(), partial.GetArrayLength());
            for (var i = 0; i < whole.GetArrayLength(); i++)
                Compare(whole[i], partial[i], $"{place}.{i}", missing);
        }
        else
        {
            Assert.Equal(whole.GetRawText(), partial.GetRawText());
        }
    }

    private static bool IsAtOrBelow(string path, string place) => path == place || path.StartsWith($"{place}.", StringComparison.Ordinal);

    private static string WithoutIndices(string place) => string.Join('.', place.Split('.').Where(segment => !char.IsAsciiDigit(segment[0])));
}
