using System.Diagnostics;
using IbmPlatform.Testing;

namespace IbmPlatform.Federation.Tests.Tool;

/// <summary>A project that imports <c>GraphQLFiles.targets</c>, built with the real SDK.</summary>
public sealed class BuildTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("graphql-build").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_fault_in_a_file_fails_the_build_at_its_place_until_it_is_mended()
    {
        Write("App.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>
              <ItemGroup>
                <GraphQLSchema Include="app.graphql" />
                <GraphQLQuery Include="query.graphql" />
              </ItemGroup>
              <Import Project="{RepositoryRoot.Combine("libraries", "IbmPlatform.GraphQL.Tool", "GraphQLFiles.targets")}" />
            </Project>
            """);
        Write("app.graphql", "type Query {\n  name: String\n}\n");
        var query = Write("query.graphql", "{\n  nmae\n}\n");

        var (code, output) = await BuildAsync("-restore");
        Assert.True(code != 0, output);
        Assert.Contains($"{query}(2,3): error GQL0004: There is no field \"nmae\" on type \"Query\".", output, StringComparison.Ordinal);

        Write("query.graphql", "{\n  name\n}\n");
        (code, output) = await BuildAsync();
        Assert.True(code == 0, output);

        // Nothing has changed: nothing is checked.
        (code, output) = await BuildAsync("-v:n");
        Assert.True(code == 0, output);
        Assert.Contains("Skipping target \"ValidateGraphQLFiles\" because all output files are up-to-date", output, StringComparison.Ordinal);
    }

    private string Write(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    private async Task<(int Code, string Output)> BuildAsync(params string[] arguments)
    {
        // What is asked here is one target: compiling the tool again beside the tests' own build would prove nothing more.
        var start = new ProcessStartInfo("dotnet", ["msbuild", "-nologo", "-nodeReuse:false", "-t:ValidateGraphQLFiles", .. arguments])
        {
            WorkingDirectory = _folder,
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, output);
    }
}
