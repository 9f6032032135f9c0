using IbmPlatform.Projects.Contracts;
using IbmPlatform.ServiceDefaults.Aggregates;
using IbmPlatform.Values;
using Microsoft.Extensions.DependencyInjection;

namespace IbmPlatform.Projects.Tests;

public sealed class PastPartsTests(ProjectsHost host) : IClassFixture<ProjectsHost>
{
    private static readonly DateTimeOffset Begun = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_part_is_read_as_its_project_held_it_then()
    {
        var token = TestContext.Current.CancellationToken;
        var projects = host.Services.GetRequiredService<AggregateStore<Project>>();
        var kept = Objective("kept", "as it was");
        var project = new Project { Id = "project/past", Slug = "past", Name = Text("Past"), Objectives = [kept, Objective("dropped", "gone")], Publication = PublicationState.Draft };
        var first = await projects.InsertAsync(project, new Change(At: Begun), token);
        await projects.UpdateAsync(first.Aggregate!, project with { Objectives = [kept with { Text = Text("as it is") }] }, new Change(At: Begun.AddYears(1)), token);

        Assert.Equal(["as it is", null], await TextsAsync(""));
        Assert.Equal(["as it was", "gone"], await TextsAsync("@asOf(at: \"2020-06-01T00:00:00Z\")"));
        Assert.Equal([null, null], await TextsAsync("@asOf(at: \"2019-06-01T00:00:00Z\")"));
    }

    private async Task<IEnumerable<string?>> TextsAsync(string past)
    {
        var data = await host.AskAsync($$"""
            query {{past}} { _entities(representations: [{ __typename: "Objective", id: "objective/past/kept" }, { __typename: "Objective", id: "objective/past/dropped" }]) {
              ... on Objective { text { value { text } } } } }
            """);
        return data.At("_entities").EnumerateArray()
            .Select(entity => entity.ValueKind == System.Text.Json.JsonValueKind.Null ? null : entity.At("text", "value", "text").GetString()).ToList();
    }

    private static Objective Objective(string key, string text) => new() { Id = $"objective/past/{key}", Overall = false, Text = Text(text) };

    private static LocalizedText Text(string text) => new([new Translation(text, "en", TranslationKind.Original)]);
}
