using System.Text.Json;
using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Projects.Contracts;
using IbmPlatform.ServiceDefaults;
using IbmPlatform.ServiceDefaults.Aggregates;
using IbmPlatform.Values;
using Microsoft.Extensions.DependencyInjection;

namespace IbmPlatform.Projects.Tests;

public sealed class PastListsTests(ProjectsHost host) : IClassFixture<ProjectsHost>, IAsyncLifetime
{
    private const string Past = """query @asOf(at: "2001-06-01T00:00:00Z") """;

    private static readonly DateTimeOffset Begun = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_list_holds_what_there_was_as_it_was()
    {
        var data = await host.AskAsync(Past + """{ projects(orderBy: [{ name: ASC }]) { totalCount nodes { id version acronym name { value { text } } updatedAt createdAt } } }""");

        Assert.Equal(
            ["project/past-a 1 A Alpha 2000-01-01T00:00:00Z 2000-01-01T00:00:00Z", "project/past-b 2 B2 Beta 2001-01-01T00:00:00Z 2000-01-01T00:00:00Z", "project/past-c 1 C Gamma 2000-01-01T00:00:00Z 2000-01-01T00:00:00Z"],
            data.At("projects", "nodes").EnumerateArray().Select(p =>
                $"{p.At("id").GetString()} {p.At("version").GetInt32()} {p.At("acronym").GetString()} {p.At("name", "value", "text").GetString()} {p.At("updatedAt").GetString()} {p.At("createdAt").GetString()}"));
        Assert.Equal(3, data.At("projects", "totalCount").GetInt32());
    }

    [Theory]
    [InlineData("""{ acronym: { eq: "B2" } }""", "project/past-b")]
    [InlineData("""{ acronym: { eq: "B3" } }""", "")]
    [InlineData("""{ period: { overlaps: { start: "2001-03", end: "2001-04" } } }""", "project/past-a")]
    [InlineData("""{ status: { in: [IMPLEMENTATION] } }""", "project/past-a")]
    [InlineData("""{ countries: { some: { code: { eq: "AM" } } } }""", "project/past-a,project/past-b")]
    [InlineData("""{ updatedAt: { gt: "2000-06-01T00:00:00Z" } }""", "project/past-b")]
    public async Task A_filter_chooses_by_what_stood_then(string where, string expected)
    {
        var data = await host.AskAsync(Past + $"{{ projects(where: {where}) {{ nodes {{ id status }} }} }}");

        Assert.Equal(expected, string.Join(',', data.At("projects", "nodes").Ids()));
        Assert.All(data.At("projects", "nodes").EnumerateArray(), p => Assert.Equal(p.At("id").GetString() == "project/past-a" ? "IMPLEMENTATION" : "UNKNOWN", p.At("status").GetString()));
    }

    [Fact]
    public async Task What_lies_under_an_entity_is_what_lay_there_then()
    {
        const string country = """{ _entities(representations: [{ __typename: "Country", id: "country/AM" }]) { ... on Country { projects { totalCount nodes { id acronym } facets(fields: ["countries"]) { buckets { key count } } } } } }""";

        var then = (await host.AskAsync(Past + country)).At("_entities", 0, "projects");
        var later = (await host.AskAsync("""query @asOf(at: "2003-06-01T00:00:00Z") """ + country)).At("_entities", 0, "projects");

        Assert.Equal(["project/past-a", "project/past-b"], then.At("nodes").Ids());
        Assert.Equal("""[{"key":"AM","count":2},{"key":"GE","count":1}]""", then.At("facets", 0, "buckets").GetRawText());
        Assert.Equal(["project/past-a"], later.At("nodes").Ids());
    }

    [Fact]
    public async Task Pages_of_the_past_follow_each_other_and_belong_to_their_instant()
    {
        static string Page(string at, string after) => $$"""query @asOf(at: "{{at}}") { projects(first: 2, orderBy: [{ name: DESC }]{{after}}) { nodes { id } pageInfo { hasNextPage endCursor } } }""";
        var first = (await host.AskAsync(Page("2001-06-01T00:00:00Z", ""))).At("projects");
        var after = $", after: \"{first.At("pageInfo", "endCursor").GetString()}\"";
        var second = (await host.AskAsync(Page("2001-06-01T00:00:00Z", after))).At("projects");

        Assert.Equal(["project/past-c", "project/past-b", "project/past-a"], first.At("nodes").Ids().Concat(second.At("nodes").Ids()));
        Assert.Equal((true, false), (first.At("pageInfo", "hasNextPage").GetBoolean(), second.At("pageInfo", "hasNextPage").GetBoolean()));
        Assert.Contains("cursor", await host.ErrorAsync(Page("2001-07-01T00:00:00Z", after)), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_lookup_finds_by_what_was_so_then()
    {
        var data = await host.AskAsync(Past + """{ project(by: { slug: "past-c" }) { id } programme(by: { slug: "bomca" }) { id } programmes { totalCount } sourceDocuments { id } thematicAreas { id } }""");

        Assert.Equal("""{"project":{"id":"project/past-c"},"programme":null,"programmes":{"totalCount":0},"sourceDocuments":[],"thematicAreas":[]}""", data.GetRawText());
    }

    [Theory]
    [InlineData("""{ projects(where: { regions: { some: {} } }) { totalCount } }""", "The filter \"regions\" chooses by what other services hold now")]
    [InlineData("""{ _entities(representations: [{ __typename: "Region", id: "region/sahel" }]) { ... on Region { projects { totalCount } } } }""", "cannot be read with @asOf")]
    public async Task What_others_hold_has_no_past_here(string query, string message) =>
        Assert.Contains(message, await host.ErrorAsync(Past + query), StringComparison.Ordinal);

    [Fact]
    public async Task A_log_from_before_it_kept_derived_values_gets_them_when_it_is_asked()
    {
        var token = TestContext.Current.CancellationToken;
        var database = host.Services.GetRequiredKeyedService<ServiceDatabase>("projects");
        await database.Outbox.DrainAsync(token);
        var events = database.Database.GetCollection<BsonDocument>("events");
        var entry = new BsonDocument("eventId", "project/past-a@1");
        await events.UpdateOneAsync(entry, new BsonDocument("$unset", new BsonDocument("keys", "")), cancellationToken: token);
        var fresh = new AggregateStore<Project>(database, host.Services.GetRequiredService<AggregateStore<Project>>().Type, TimeProvider.System);

        var found = await fresh.ListAsync(new BsonDocument("keys.name", "alpha"), [], Begun.AddDays(1), token);

        Assert.Equal(["project/past-a"], found.Select(p => p.Id));
        Assert.Equal("alpha", (await events.FindOneAsync(entry, cancellationToken: token))!["keys"].AsDocument["name"].AsString);
    }

    // a: as it was; b: changed twice, the second time out of Armenia; c: gone in 2002.
    public async ValueTask InitializeAsync()
    {
        var token = TestContext.Current.CancellationToken;
        var projects = host.Services.GetRequiredService<AggregateStore<Project>>();
        if (await projects.FindAsync("project/past-a", token) is not null)
            return;
        await projects.InsertAsync(Of("a", "Alpha", "AM", "GE") with { Period = new(PartialDate.Parse("2001-01", null), PartialDate.Parse("2001-12", null)) }, new Change(At: Begun), token);
        var second = (await projects.InsertAsync(Of("b", "Beta", "AM"), new Change(At: Begun), token)).Aggregate!;
        second = (await projects.UpdateAsync(second, second.State with { Acronym = "B2" }, new Change(At: Begun.AddYears(1)), token)).Aggregate!;
        await projects.UpdateAsync(second, Of("b", "Beta", "GE") with { Acronym = "B3" }, new Change(At: Begun.AddYears(2)), token);
        var third = (await projects.InsertAsync(Of("c", "Gamma", "GE"), new Change(At: Begun), token)).Aggregate!;
        await projects.RemoveAsync(third, new Change(At: Begun.AddYears(2)), token);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static Project Of(string key, string name, params string[] countries) => new()
    {
        Id = $"project/past-{key}",
        Slug = $"past-{key}",
        Acronym = key.ToUpperInvariant(),
        Name = LocalizedText.Original(name),
        Countries = [.. countries.Select(code => new ProjectCountry { Country = $"country/{code}", Role = CountryRole.Beneficiary })],
        Publication = PublicationState.Draft,
    };
}
