using IbmPlatform.GraphQL.Tool.Files;
using IbmPlatform.GraphQL.Types.Comparison;

namespace IbmPlatform.GraphQL.Tool.Commands;

/// <summary>Tells what changed between two schemas, the worst first.</summary>
internal static class DiffCommand
{
    public static async Task<int> RunAsync(string before, string after, TextWriter output)
    {
        var old = (await SchemaFiles.ReadAsync([before]).ConfigureAwait(false)).ToSchema();
        var now = (await SchemaFiles.ReadAsync([after]).ConfigureAwait(false)).ToSchema();
        var changes = SchemaComparison.Compare(old, now).OrderBy(change => change.Severity).ToList();
        foreach (var change in changes)
            await output.WriteLineAsync($"{change.Severity.ToString().ToLowerInvariant()} {change.Coordinate}: {change.Message}").ConfigureAwait(false);
        var counts = Enum.GetValues<ChangeSeverity>().Select(severity => $"{changes.Count(change => change.Severity == severity)} {severity.ToString().ToLowerInvariant()}");
        await output.WriteLineAsync(string.Join(", ", counts)).ConfigureAwait(false);
        return changes.Exists(change => change.Severity == ChangeSeverity.Breaking) ? 1 : 0;
    }
}
