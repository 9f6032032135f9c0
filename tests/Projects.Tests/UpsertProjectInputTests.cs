using System.Text.Json;
using IbmPlatform.Projects.Contracts;
using IbmPlatform.Projects.Writing;
using IbmPlatform.ServiceDefaults.Aggregates;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace IbmPlatform.Projects.Tests;

public sealed class UpsertProjectInputTests(ProjectsHost host) : IClassFixture<ProjectsHost>
{
    [Theory]
    [InlineData("""{"acronym":"  "}""", "REQUIRED", "acronym", "1 to 100 characters")]
    [InlineData("""{"acronym":"A\u0000B"}""", "INVALID", "acronym", "text without control characters")]
    [InlineData("""{"name":[{"text":"A\u0000B","language":"en"}]}""", "INVALID", "name.0.text", "text without control characters")]
    [InlineData("""{"countries":{"put":[{"code":"AM","role":"PARTNER","sharePercent":"33.3333333333333333333333333333333333333"}]}}""", "INVALID", "countries.put.0.sharePercent", "0 to 100 with at most 10 decimal places")]
    [InlineData("""{"countries":{"put":[{"code":"AM","role":"PARTNER","sharePercent":"0.00000000000000000000000000000000000000001"}]}}""", "INVALID", "countries.put.0.sharePercent", "0 to 100 with at most 10 decimal places")]
    public async Task A_value_that_cannot_be_kept_as_given_is_refused(string patch, string code, string path, string expected)
    {
        var error = await RefusalAsync(new { slug = "bomca-9" }, patch);

        Assert.Equal((code, "input.patch." + path, expected), error);
    }

    [Fact]
    public async Task An_acronym_has_a_longest_length() =>
        Assert.Equal(("LIMIT", "input.patch.acronym", "at most 100"), await RefusalAsync(new { slug = "bomca-9" }, $$"""{"acronym":"{{new string('A', 101)}}"}"""));

    [Theory]
    [InlineData("Upper")]
    [InlineData("-a")]
    [InlineData("a--b")]
    [InlineData("a..b")]
    [InlineData("a/b")]
    [InlineData("a\u0000")]
    [InlineData("")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public async Task A_new_projects_slug_is_one_that_stays_readable(string slug)
    {
        const string patch = """{"name":[{"text":"New","language":"en"}]}""";

        Assert.Equal(("INVALID", "input.lookup.slug"), Place(await RefusalAsync(new { slug }, patch)));
        Assert.Equal(("INVALID", "input.lookup.id"), Place(await RefusalAsync(new { id = "project/" + slug }, patch)));

        static (string, string) Place((string Code, string Path, string?) error) => (error.Code, error.Path);
    }

    [Fact]
    public async Task A_change_that_others_overtake_each_time_is_a_conflict_of_versions()
    {
        var projects = host.Services.GetRequiredService<AggregateStore<Project>>();
        var patch = new ProjectPatch(default, "MINE", default, default, null);

        var payload = await UpsertProject.UpsertProjectAsync(
            new(new ProjectLookup(null, "ibm-loc-cap", null), null, patch, null), host.Services.GetRequiredService<ProjectStore>(),
            host.Services.GetRequiredService<ProgrammeStore>(), projects,
            new ConfigurationBuilder().AddInMemoryCollection([KeyValuePair.Create<string, string?>("writes", "anonymous")]).Build(),
            new OvertakingTime(projects, "project/ibm-loc-cap"), TestContext.Current.CancellationToken);

        var conflict = Assert.IsType<VersionConflict>(Assert.Single(payload.UserErrors));
        Assert.Equal((UserErrorCode.VersionConflict, 1 + UpsertProject.MaxAttempts), (conflict.Code, conflict.CurrentVersion));
        var difference = Assert.Single(conflict.Differences);
        Assert.Equal(("acronym", "IBM-LOC-CAP", $"OTHER {UpsertProject.MaxAttempts}", "MINE"), (difference.Field, difference.Base, difference.Current, difference.Submitted));
    }

    [Fact]
    public async Task Revisions_show_values_as_the_api_writes_them()
    {
        await UpsertAsync(new { slug = "sahel-border-communities" }, """{"period":{"start":"2015-07","end":"2016"},"countries":{"put":[{"code":"IS","role":"OTHER","sharePercent":"12.50"}]}}""");

        var data = await host.AskAsync("""{ project(by: { slug: "sahel-border-communities" }) { revisions(first: 1) { nodes { changes { field base current } } } } }""");
        var changes = data.At("project", "revisions", "nodes", 0, "changes").EnumerateArray().ToDictionary(c => c.At("field").GetString()!, c => c);

        Assert.DoesNotContain(changes.Values, c => c.GetRawText().Contains('$', StringComparison.Ordinal) || c.GetRawText().Contains("_id", StringComparison.Ordinal));
        Assert.Equal("""{"start":"2015-07","end":"2016"}""", changes["period"].At("current").GetString());
        var added = JsonDocument.Parse(changes["countries"].At("current").GetString()!).RootElement.EnumerateArray().Last();
        Assert.Equal(("country/IS", "12.50"), (added.At("country").GetString(), added.At("sharePercent").GetString()));
        Assert.StartsWith("claim/project/sahel-border-communities/countries-IS/country", added.At("claims", 0, "id").GetString(), StringComparison.Ordinal);
        Assert.Equal(2, added.At("claims", 0, "sources", 0, "revision").GetInt32());
        Assert.Equal(["period.end"], JsonDocument.Parse(changes["claims"].At("base").GetString()!).RootElement.EnumerateArray().Select(c => c.At("field").GetString()));
    }

    private async Task<(string Code, string Path, string? Expected)> RefusalAsync(object lookup, string patch)
    {
        var errors = (await UpsertAsync(lookup, patch)).At("userErrors");
        var error = Assert.Single(errors.EnumerateArray());
        return (error.At("code").GetString()!, string.Join('.', error.At("path").EnumerateArray().Select(p => p.GetString())), error.At("expected").GetString());
    }

    private async Task<JsonElement> UpsertAsync(object lookup, string patch)
    {
        const string mutation = "mutation($input: UpsertProjectInput!) { upsertProject(input: $input) { userErrors { code message path ... on InvalidInput { expected } } } }";
        return (await host.AskAsync(mutation, new { input = new { lookup, patch = JsonDocument.Parse(patch).RootElement } })).At("upsertProject");
    }

    /// <summary>Each time that the change at hand looks at the clock, right before it writes, somebody else has written.</summary>
    private sealed class OvertakingTime(AggregateStore<Project> projects, string id) : TimeProvider
    {
        private int count;

        public override DateTimeOffset GetUtcNow()
        {
            OvertakeAsync().GetAwaiter().GetResult();
            return System.GetUtcNow();
        }

        private async Task OvertakeAsync()
        {
            var standing = await projects.FindAsync(id, CancellationToken.None);
            await projects.UpdateAsync(standing!, standing!.State with { Acronym = $"OTHER {++count}" }, Change.BySystem, CancellationToken.None);
        }
    }
}
