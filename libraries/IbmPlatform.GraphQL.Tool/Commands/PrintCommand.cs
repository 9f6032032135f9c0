using IbmPlatform.GraphQL.Tool.Files;
using IbmPlatform.GraphQL.Types;

namespace IbmPlatform.GraphQL.Tool.Commands;

/// <summary>Writes a schema in one piece: extensions merged, formatted, what a subgraph links defined.</summary>
internal static class PrintCommand
{
    public static async Task<int> RunAsync(IReadOnlyList<string> files, TextWriter output)
    {
        var schema = (await SchemaFiles.ReadAsync(files).ConfigureAwait(false)).ToSchema();
        await output.WriteLineAsync(SchemaPrinter.Print(schema).TrimEnd()).ConfigureAwait(false);
        return 0;
    }
}
