namespace IbmPlatform.Architecture.Tests;

public sealed class DependencyRules
{
    public static TheoryData<int> Rules => [.. Enumerable.Range(0, DependencyRule.All.Count)];

    [Theory]
    [MemberData(nameof(Rules))]
    public void Hold_in_this_repository(int rule) =>
        Assert.Empty(DependencyRule.All[rule].Violations(ProjectGraph.OfThisRepository()));

    [Theory]
    [MemberData(nameof(Rules))]
    public void Fail_on_a_graph_that_breaks_them(int rule)
    {
        var broken = DependencyRule.All[rule].Violations(BadGraphs.For(DependencyRule.All[rule].Sentence));

        Assert.NotEmpty(broken);
    }

    [Fact]
    public void See_every_project_of_the_solution()
    {
        var solution = File.ReadAllText(Testing.RepositoryRoot.Combine("IbmPlatform.sln"));

        Assert.All(ProjectGraph.OfThisRepository().Projects, project => Assert.Contains($"{project.Name}.csproj", solution, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_source_file_stays_under_the_hard_stop()
    {
        string[] large = ["Parser.cs", "Executor.cs"];
        var tooLong =
            from folder in new[] { "libraries", "services", "gateway", "tests" }
            from file in Directory.EnumerateFiles(Testing.RepositoryRoot.Combine(folder), "*.cs", SearchOption.AllDirectories)
            where !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
            let lines = File.ReadLines(file).Count()
            where lines > (large.Contains(Path.GetFileName(file)) ? 900 : 500)
            select $"{Path.GetRelativePath(Testing.RepositoryRoot.Path, file)}: {lines} lines";

        Assert.Empty(tooLong);
    }
}
