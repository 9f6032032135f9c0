using System.Text.Json;
using IbmPlatform.Projects.Contracts;
using IbmPlatform.ServiceDefaults.Aggregates;
using IbmPlatform.Stakeholders.Contracts;
using IbmPlatform.Testing;
using IbmPlatform.Values;
using Microsoft.Extensions.DependencyInjection;

namespace IbmPlatform.Projects.Tests;

public sealed class ProjectChangedTests(ProjectsHost host) : IClassFixture<ProjectsHost>
{
    [Fact]
    public async Task Each_change_is_told_as_it_left_the_project_in_the_order_of_changes()
    {
        await WriteAsync("in-order", "ZERO");
        await using var stream = await host.SubscribeAsync("subscription { projectChanged { id version acronym createdAt updatedAt status publication } }");
        await WriteAsync("in-order", "ONE");
        await WriteAsync("tunisia-ibm", "OTHER");
        await WriteAsync("in-order", "TWO");

        var first = await ToldAsync(stream);
        Assert.Equal(("project/in-order", 2, "ONE"), (first.At("id").GetString(), first.At("version").GetInt32(), first.At("acronym").GetString()));
        Assert.Equal("DRAFT", first.At("publication").GetString());
        Assert.True(first.At("createdAt").GetDateTimeOffset() < first.At("updatedAt").GetDateTimeOffset());
        Assert.Equal("OTHER", (await ToldAsync(stream)).At("acronym").GetString());
        var third = await ToldAsync(stream);
        Assert.Equal(("project/in-order", 3, "TWO"), (third.At("id").GetString(), third.At("version").GetInt32(), third.At("acronym").GetString()));
    }

    [Fact]
    public async Task Only_the_ids_asked_for_are_told()
    {
        await using var stream = await host.SubscribeAsync("""subscription { projectChanged(ids: ["project/eap-ibm-cb", "project/none"]) { id } }""");
        await WriteAsync("silk-routes-ibm", "SILENT");
        await WriteAsync("eap-ibm-cb", "TOLD");
        Assert.Equal("project/eap-ibm-cb", (await ToldAsync(stream)).At("id").GetString());
    }

    [Fact]
    public async Task Where_is_asked_of_the_project_as_the_change_left_it_whatever_came_after()
    {
        await using var stream = await host.SubscribeAsync(
            """
            subscription {
              projectChanged(where: {
                acronym: { eq: "IN" }, countries: { some: { code: { eq: "BF" } } }, period: { overlaps: { start: "2019", end: "2020" } }, updatedAt: { gt: "2020-01-01T00:00:00Z" }
                or: [{ status: { in: [CLOSED] } }, { not: { name: { contains: "a" } } }]
              }) { version acronym }
            }
            """);
        await host.AskAsync(
            """
            mutation {
              a: upsertProject(input: { lookup: { slug: "sahel-border-communities" }, patch: { acronym: "IN", period: { start: "2019-05", end: "2020-04" } } }) { userErrors { message } }
              b: upsertProject(input: { lookup: { slug: "sahel-border-communities" }, patch: { acronym: "OUT" } }) { userErrors { message } }
              c: upsertProject(input: { lookup: { slug: "sahel-border-communities" }, patch: { acronym: "IN" } }) { userErrors { message } }
              d: upsertProject(input: { lookup: { slug: "sahel-border-communities" }, patch: { countries: { remove: ["BF"] } } }) { userErrors { message } }
              e: upsertProject(input: { lookup: { slug: "sahel-border-communities" }, patch: { countries: { put: [{ code: "BF", role: OTHER }] } } }) { userErrors { message } }
            }
            """);
        Assert.Equal([2, 4, 6], new[] { await ToldAsync(stream), await ToldAsync(stream), await ToldAsync(stream) }.Select(p => p.At("version").GetInt32()));
    }

    [Fact]
    public async Task Where_chooses_by_what_other_services_own_as_projects_does()
    {
        await host.ReceiveAsync(new ParticipationChanged(
            "stakeholders/participation", 1, 1, "participation/s", 1, DateTimeOffset.UnixEpoch, null, ChangeKind.Created, [],
            new Participation { Id = "participation/s", Project = "project/eap-ibm-fit", Organisation = "organisation/s", Role = ParticipationRole.Lead }));
        const string Where = """where: { participations: { some: { organisation: { eq: "organisation/s" } } } }""";
        while ((await host.AskAsync($"{{ projects({Where}) {{ totalCount }} }}")).At("projects", "totalCount").GetInt32() == 0)
            await Task.Delay(50, TestContext.Current.CancellationToken);

        await using var stream = await host.SubscribeAsync($"subscription {{ projectChanged({Where}) {{ id }} }}");
        await WriteAsync("eap-ibm-cb", "ELSEWHERE");
        await WriteAsync("eap-ibm-fit", "HERE");

        Assert.Equal("project/eap-ibm-fit", (await ToldAsync(stream)).At("id").GetString());
    }

    [Fact]
    public async Task A_removed_project_is_told_as_null_to_those_whose_it_was()
    {
        await WriteAsync("gone-a", "A");
        await WriteAsync("gone-b", "B");
        await using var stream = await host.SubscribeAsync("""subscription { projectChanged(where: { acronym: { eq: "B" } }) { id } }""");
        await RemoveAsync(host.Services, "project/gone-a");
        await RemoveAsync(host.Services, "project/gone-b");
        await WriteAsync("mibma", "B");

        Assert.Equal(JsonValueKind.Null, (await ToldAsync(stream)).ValueKind);
        Assert.Equal("project/mibma", (await ToldAsync(stream)).At("id").GetString());
    }

    [Fact]
    public async Task A_withdrawn_project_is_told_with_its_state_as_projects_shows_it()
    {
        await using var stream = await host.SubscribeAsync("""subscription { projectChanged(ids: ["project/bomca-9"]) { publication } }""");
        var projects = host.Services.GetRequiredService<AggregateStore<Project>>();
        var basis = await projects.FindAsync("project/bomca-9", TestContext.Current.CancellationToken);
        await projects.UpdateAsync(
            basis!, basis!.State with { Publication = PublicationState.Withdrawn }, new Change(Kind: ChangeKind.Withdrawn), TestContext.Current.CancellationToken);

        Assert.Equal("WITHDRAWN", (await ToldAsync(stream)).At("publication").GetString());
        Assert.Equal("WITHDRAWN", (await host.AskAsync("""{ project(by: { slug: "bomca-9" }) { publication } }""")).At("project", "publication").GetString());
    }

    [Fact]
    public async Task What_another_instance_of_the_service_writes_is_told_too()
    {
        await using var stream = await host.SubscribeAsync("""subscription { projectChanged(ids: ["project/silk-routes-ibm"]) { acronym } }""");
        await using var other = host.AnotherInstance();
        var projects = other.GetRequiredService<AggregateStore<Project>>();
        var basis = await projects.FindAsync("project/silk-routes-ibm", TestContext.Current.CancellationToken);
        await projects.UpdateAsync(basis!, basis!.State with { Acronym = "AFAR" }, Change.BySystem, TestContext.Current.CancellationToken);

        Assert.Equal("AFAR", (await ToldAsync(stream)).At("acronym").GetString());
    }

    [Fact]
    public async Task Nothing_is_left_of_a_client_that_went()
    {
        var stream = await host.SubscribeAsync("subscription { projectChanged { id } }");
        await WriteAsync("mibma", "SEEN");
        await ToldAsync(stream);
        await stream.DisposeAsync();
        await ProjectsHost.UntilAsync(() => host.Listeners == 0);
        await WriteAsync("mibma", "UNSEEN");
    }

    [Theory]
    [InlineData("subscription { projectChanged(ids: []) { id } }", "ids is empty")]
    [InlineData("subscription { projectChanged(where: { slug: { eq: null } }) { id } }", "eq is null")]
    public async Task What_would_never_be_told_or_no_query_may_ask_is_refused_at_once(string query, string message)
    {
        var answer = await host.RefusedAsync(query);
        Assert.Contains(message, answer.At("errors", 0, "message").GetString(), StringComparison.Ordinal);
        Assert.Equal("BAD_USER_INPUT", answer.At("errors", 0, "extensions", "code").GetString());
        Assert.False(answer.TryGetProperty("data", out _));
    }

    private async Task WriteAsync(string slug, string acronym)
    {
        var input = new { lookup = new { slug }, patch = new { acronym, name = new[] { new { text = slug, language = "en" } } } };
        var payload = await host.AskAsync("mutation($input: UpsertProjectInput!) { upsertProject(input: $input) { userErrors { message } } }", new { input });
        Assert.Equal("[]", payload.At("upsertProject", "userErrors").GetRawText());
    }

    private static async Task RemoveAsync(IServiceProvider services, string id)
    {
        var projects = services.GetRequiredService<AggregateStore<Project>>();
        var basis = await projects.FindAsync(id, TestContext.Current.CancellationToken);
        await projects.RemoveAsync(basis!, Change.BySystem, TestContext.Current.CancellationToken);
    }

    private static async Task<JsonElement> ToldAsync(EventStream stream)
    {
        var answer = await stream.NextAsync();
        Assert.NotNull(answer);
        Assert.False(answer.Value.TryGetProperty("errors", out var errors), errors.ToString());
        return answer.Value.At("data", "projectChanged");
    }
}
