using System.Diagnostics;
using IbmPlatform.Mongo.Client;

namespace IbmPlatform.Reports.Tests;

public sealed class BatchingTests(PlatformFixture fixture)
{
    private const string ProjectFields =
        "reports { nodes { id } } publications { id supersedes { id } } overlaps { nodes { score } } similar { score } dataQuality { rule }";

    [Fact]
    public async Task Nine_projects_cost_as_many_queries_as_one()
    {
        // The one has all that any of them has to look up.
        string[] all =
        [
            "bomca-9", "eap-ibm-cb", "eap-ibm-fit", "ge-az-ibm", "ibm-loc-cap", "mibma", "sahel-border-communities", "silk-routes-ibm", "tunisia-ibm",
        ];

        Assert.Equal(await CommandsAsync(Entities("Project", "project/", ["eap-ibm-fit"], ProjectFields)), await CommandsAsync(Entities("Project", "project/", all, ProjectFields)));
    }

    [Fact]
    public async Task Tables_of_three_countries_cost_as_many_queries_as_of_one()
    {
        const string fields = "analytics(by: [DONOR, REGION]) { rows { nodes { cells { label { value { text } } node { id } } total { includedCount } } } }";

        Assert.Equal(await CommandsAsync(Entities("Country", "country/", ["KG"], fields)), await CommandsAsync(Entities("Country", "country/", ["KG", "AM", "TN"], fields)));
    }

    private static string Entities(string type, string prefix, IEnumerable<string> keys, string fields) =>
        $$"""{ _entities(representations: [{{string.Join(", ", keys.Select(key => $$"""{ __typename: "{{type}}", id: "{{prefix}}{{key}}" }"""))}}]) { ... on {{type}} { {{fields}} } } }""";

    /// <summary>The commands that the answer sends to the store: those below this call's own trace.</summary>
    private async Task<int> CommandsAsync(string query)
    {
        // Records that the process has not read yet cost a further query, whoever asks first.
        await fixture.Running.QueryAsync("reports", query);
        using var root = new Activity("test").Start();
        var count = 0;
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == MongoDiagnostics.ActivitySourceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStarted = activity =>
            {
                if (activity.TraceId == root.TraceId)
                    Interlocked.Increment(ref count);
            },
        };
        ActivitySource.AddActivityListener(listener);
        await fixture.Running.QueryAsync("reports", query);
        Assert.True(count > 0);
        return count;
    }
}
