using IbmPlatform.Projects.Contracts;
using IbmPlatform.Reports.Overlaps;
using IbmPlatform.Values;

namespace IbmPlatform.Reports.Tests;

public sealed class OverlapRuleTests
{
    private static readonly Dictionary<string, LocalizedText> NoNames = [];

    private static Project Project(string slug, string? start, string? end, string country, params string[] themes) =>
        EventSource.Project(slug, slug, start, end, (country, null)) with
        {
            Themes = [.. themes.Select(t => new ProjectTheme { ThematicArea = $"thematic-area/{t}", Horizontal = false })],
        };

    [Fact]
    public void The_same_countries_time_and_themes_make_a_score_of_one()
    {
        var overlap = OverlapRule.Of(Project("b", "2020", "2021", "AM", "x"), Project("a", "2020", "2021", "AM", "x"), NoNames);

        Assert.Equal(1, overlap!.Score);
        Assert.Equal(["project/a", "project/b"], overlap.Projects.Select(p => p.Id));
    }

    [Fact]
    public void Themes_count_only_where_both_state_some()
    {
        Assert.Equal(1, OverlapRule.Of(Project("a", "2020", "2021", "AM", "x"), Project("b", "2020", "2021", "AM"), NoNames)!.Score);
        Assert.Equal(0.6667, OverlapRule.Of(Project("a", "2020", "2021", "AM", "x"), Project("b", "2020", "2021", "AM", "y"), NoNames)!.Score);
    }

    [Theory]
    [InlineData("2020-01", "2020-06", "2020-07", "2020-12", false)]
    [InlineData("2020-01", "2020-06", "2020-06", "2020-12", true)]
    [InlineData("2020-01-01", "2020-06-14", "2020-06-15", null, false)]
    [InlineData("2020", "2020", "2020-06-15", "2020-06-15", true)]
    public void Time_is_shared_to_the_day(string start, string end, string otherStart, string? otherEnd, bool overlaps)
    {
        Assert.Equal(overlaps, OverlapRule.Of(Project("a", start, end, "AM"), Project("b", otherStart, otherEnd, "AM"), NoNames) is not null);
    }

    [Fact]
    public void Projects_in_other_countries_do_not_overlap()
    {
        Assert.Null(OverlapRule.Of(Project("a", "2020", "2021", "AM"), Project("b", "2020", "2021", "GE"), NoNames));
    }
}
