using IbmPlatform.GraphQL.Tool.Files;

namespace IbmPlatform.GraphQL.Tool.Commands;

/// <summary>Finds the command that the arguments name. It returns 0, 1 where there is something to mend, or 2 where the arguments are wrong.</summary>
internal static class CommandLine
{
    public const string Usage = """
        ibm-graphql validate --schema FILE… [--queries FILE…]   faults as file(line,column): error GQLxxxx: …
        ibm-graphql print FILE…                                 the schema of the files in one piece
        ibm-graphql diff OLD NEW                                what changed, and what it does to clients; 1 where something breaks them
        ibm-graphql introspect FILE.json | URL                  the schema that an introspection result tells, or an endpoint's

        A schema is SDL: one's own, of an Apollo Federation subgraph or of a supergraph (its public schema is meant then); several files are
        read as one. Queries stand in .graphql files or, between `query: ` and backticks, in .js files.
        """;

    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter errors)
    {
        try
        {
            return args switch
            {
                ["validate", .. var rest] => await ValidateCommand.RunAsync(rest, output).ConfigureAwait(false),
                ["print", _, ..] => await PrintCommand.RunAsync(args[1..], output).ConfigureAwait(false),
                ["diff", var before, var after] => await DiffCommand.RunAsync(before, after, output).ConfigureAwait(false),
                ["introspect", var source] => await IntrospectCommand.RunAsync(source, output).ConfigureAwait(false),
                _ => throw new ArgumentException("The arguments name no command."),
            };
        }
        catch (ArgumentException fault)
        {
            await errors.WriteLineAsync($"{fault.Message}\n\n{Usage}").ConfigureAwait(false);
            return 2;
        }
        catch (FileFaultsException faults)
        {
            foreach (var fault in faults.Faults) await errors.WriteLineAsync(fault.ToString()).ConfigureAwait(false);
            return 1;
        }
    }
}
