using IbmPlatform.GraphQL.Tool.Files;

namespace IbmPlatform.GraphQL.Tool.Commands;

/// <summary>Checks a schema and the queries that are written for it, and tells all faults in the form that MSBuild reads.</summary>
internal static class ValidateCommand
{
    public static async Task<int> RunAsync(string[] args, TextWriter output)
    {
        var (schemas, queries) = Read(args);
        var faults = await FaultsAsync(schemas, queries).ConfigureAwait(false);
        foreach (var fault in faults) await output.WriteLineAsync(fault.ToString()).ConfigureAwait(false);
        return faults.Count == 0 ? 0 : 1;
    }

    private static async Task<IReadOnlyList<FileFault>> FaultsAsync(List<string> schemas, List<string> queries)
    {
        try
        {
            var schema = (await SchemaFiles.ReadAsync(schemas).ConfigureAwait(false)).ToSchema();
            var faults = new List<FileFault>();
            foreach (var file in queries) faults.AddRange(await QueryFile.FaultsAsync(file, schema).ConfigureAwait(false));
            return faults;
        }
        catch (FileFaultsException found)
        {
            return found.Faults;
        }
    }

    private static (List<string> Schemas, List<string> Queries) Read(string[] args)
    {
        List<string> schemas = [], queries = [];
        List<string>? current = null;
        foreach (var arg in args)
        {
            if (arg == "--schema") current = schemas;
            else if (arg == "--queries") current = queries;
            else if (current is null || arg.StartsWith("--", StringComparison.Ordinal)) throw new ArgumentException($"\"{arg}\" is no argument of validate; expected --schema or --queries.");
            else current.Add(arg);
        }

        if (schemas.Count == 0) throw new ArgumentException("validate needs the schema's files behind --schema.");
        return (schemas, queries);
    }
}
