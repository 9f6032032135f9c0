using System.Text.Json;

namespace IbmPlatform.Mongo.Client.Tests.Specifications;

/// <summary>
/// The published test data of MongoDB's driver specifications (github.com/mongodb/specifications), run from a local copy:
/// IBM_MONGO_SPECIFICATIONS names its folder <c>source</c>. Tests that need it are skipped where it is not set.
/// </summary>
internal static class SpecificationFiles
{
    private const string Variable = "IBM_MONGO_SPECIFICATIONS";

    /// <summary>The JSON files under a folder of the copy, each with its name relative to it.</summary>
    public static IEnumerable<(string Name, JsonElement Json)> Under(string folder)
    {
        var root = Environment.GetEnvironmentVariable(Variable);
        Assert.SkipWhen(string.IsNullOrEmpty(root), $"Set {Variable} to the folder 'source' of a copy of github.com/mongodb/specifications.");
        var path = Path.Combine(root!, folder);
        Assert.True(Directory.Exists(path), $"{Variable}: there is no folder {path}.");
        foreach (var file in Directory.EnumerateFiles(path, "*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(file));
            yield return (Path.GetRelativePath(root!, file), document.RootElement.Clone());
        }
    }

    /// <summary>The text of one file of the copy.</summary>
    public static Task<string> TextAsync(string file) => File.ReadAllTextAsync(Path.Combine(Environment.GetEnvironmentVariable(Variable)!, file));

    /// <summary>Runs every case, and fails once with all that failed.</summary>
    public static async Task RunAllAsync(IEnumerable<(string Name, Func<Task> Run)> cases)
    {
        var count = 0;
        var failures = new List<string>();
        foreach (var (name, run) in cases)
        {
            count++;
            try
            {
                await run();
            }
            catch (Exception fault)
            {
                failures.Add($"{name}: {fault.Message.ReplaceLineEndings(" ")}");
            }
        }
        TestContext.Current.TestOutputHelper?.WriteLine($"{count} cases");
        Assert.True(count > 0, "No case was found.");
        Assert.True(failures.Count == 0, $"{failures.Count} of {count} failed:\n{string.Join('\n', failures)}");
    }
}
