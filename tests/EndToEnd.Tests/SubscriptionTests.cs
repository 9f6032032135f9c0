using System.Diagnostics;
using System.Text.Json;
using IbmPlatform.EndToEnd.Tests.Running;

namespace IbmPlatform.EndToEnd.Tests;

/// <summary>A write through the public endpoint and what subscribers there are told of it, over both transports; systems of their own.</summary>
public sealed class SubscriptionTests
{
    private const string ProjectChanged =
        """
        subscription {
          projectChanged(ids: ["project/mibma"], where: { countries: { some: { code: { eq: "AM" } } } }) {
            slug
            acronym
            countries { country { name { value(languages: ["en"]) { text } } } }
            contributions { nodes { donor { name { value { text } } } } }
            publications { id }
          }
        }
        """;

    private const string Changes =
        """
        subscription { changes(types: [PROJECT]) { id kind node { ... on Project { slug acronym contributions { totalCount } } } } }
        """;

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task One_process_tells_a_change_to_clients_of_both_transports_with_fields_of_all_services()
    {
        await using var standalone = new StandaloneSystem { TakesWrites = true };
        await standalone.InitializeAsync();
        await TellsAsync(standalone.Endpoint);
    }

    [Fact]
    public async Task Seven_processes_tell_a_change_to_clients_of_both_transports_with_fields_of_all_services()
    {
        await using var distributed = new DistributedSystem { TakesWrites = true };
        await distributed.InitializeAsync();
        await TellsAsync(distributed.Endpoint);
    }

    private static async Task TellsAsync(GraphQLEndpoint endpoint)
    {
        await using var projects = await EventStream.OpenAsync(endpoint.Http, ProjectChanged);
        await using var changes = await EventStream.OpenAsync(endpoint.Http, Changes);
        var program = await NodeProgram.InstallAsync("tests", "EndToEnd.Tests", "Clients");
        var socket = program.RunAsync("subscribe.js", $"{endpoint.Http.BaseAddress}graphql", ProjectChanged, Changes);
        var (project, change) = (projects.NextAsync(), changes.NextAsync());

        // When a subscription begins is not told: it is written until everybody has heard of it.
        var all = Task.WhenAll(project, change, socket);
        var watch = Stopwatch.StartNew();
        for (var i = 0; !all.IsCompleted; i++)
        {
            Assert.True(watch.Elapsed < Limit, $"Not everybody was told within {Limit.TotalMinutes:F0} minutes: project {project.IsCompleted}, change {change.IsCompleted}, socket {socket.IsCompleted}.");
            var written = await endpoint.ReadAsync(
                "mutation($acronym: String) { upsertProject(input: { lookup: { slug: \"mibma\" }, patch: { acronym: $acronym } }) { userErrors { message } } }",
                new { acronym = $"TOLD-{i}" });
            Assert.Equal("[]", written.One("upsertProject.userErrors").GetRawText());
            await Task.WhenAny(all, Task.Delay(TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken));
        }

        var (exit, output, errors) = await socket;
        Assert.True(exit == 0, errors);
        using var overSocket = JsonDocument.Parse(output);
        IsTheProject((await project)!.Value);
        IsTheProject(overSocket.RootElement[0]);
        await IsTheChangeAsync(endpoint, (await change)!.Value);
        await IsTheChangeAsync(endpoint, overSocket.RootElement[1]);
    }

    private static void IsTheProject(JsonElement answer)
    {
        var told = DataOf(answer);
        Assert.Equal("mibma", told.Text("projectChanged.slug"));
        Assert.StartsWith("TOLD-", told.Text("projectChanged.acronym"), StringComparison.Ordinal);
        Assert.Contains("Armenia", told.Texts("projectChanged.countries.*.country.name.value.text"));
        Assert.Equal(["European Union"], told.Texts("projectChanged.contributions.nodes.*.donor.name.value.text"));
        Assert.NotEmpty(told.Texts("projectChanged.publications.*.id"));
    }

    private static async Task IsTheChangeAsync(GraphQLEndpoint endpoint, JsonElement answer)
    {
        var told = DataOf(answer);
        Assert.Equal(("UPDATED", "mibma", 1), (told.Text("changes.kind"), told.Text("changes.node.slug"), told.Number("changes.node.contributions.totalCount")));
        Assert.StartsWith("TOLD-", told.Text("changes.node.acronym"), StringComparison.Ordinal);

        var id = told.Text("changes.id");
        var feed = await endpoint.ReadAsync("query($after: String) { changes(types: [PROJECT], after: $after) { nodes { id kind } } }", new { after = id });
        Assert.DoesNotContain(id, feed.Texts("changes.nodes.*.id"));
        Assert.All(feed.Texts("changes.nodes.*.kind"), kind => Assert.Equal("UPDATED", kind));
    }

    private static Answer DataOf(JsonElement answer)
    {
        Assert.False(answer.TryGetProperty("errors", out var errors), errors.ToString());
        return new(answer.GetProperty("data"), []);
    }
}
