using IbmPlatform.EndToEnd.Tests.Running;

namespace IbmPlatform.EndToEnd.Tests;

/// <summary>Every recorded query, sent to standalone.</summary>
public sealed class StandaloneAnswersTests(StandaloneSystem standalone)
{
    public static TheoryData<string> Names => RecordedQuery.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Standalone_answers_what_is_recorded(string name)
    {
        var recorded = new RecordedQuery(name);
        var answer = await standalone.Endpoint.ReadAsync(recorded.Query);

        if (Environment.GetEnvironmentVariable(RecordedQuery.RecordSwitch) == "1")
        {
            await File.WriteAllTextAsync(recorded.AnswerFile, answer.ReadableData, TestContext.Current.CancellationToken);
            Assert.Skip($"{recorded.AnswerFile} is recorded anew; review it.");
        }
        Assert.True(File.Exists(recorded.AnswerFile), $"{recorded.AnswerFile} is missing: run these tests once with {RecordedQuery.RecordSwitch}=1 and review it.");
        Assert.Equal(await File.ReadAllTextAsync(recorded.AnswerFile, TestContext.Current.CancellationToken), answer.ReadableData);
    }

    [Fact]
    public void There_are_thirty_queries_or_more() => Assert.True(Names.Count >= 30, $"{Names.Count} queries stand in Queries/.");
}
