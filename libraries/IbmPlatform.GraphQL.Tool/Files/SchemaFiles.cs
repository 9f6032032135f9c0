using IbmPlatform.Federation.Supergraphs;
using IbmPlatform.GraphQL.Costs;
using IbmPlatform.GraphQL.Errors;
using IbmPlatform.GraphQL.Execution.Subgraphs;
using IbmPlatform.GraphQL.Language;
using IbmPlatform.GraphQL.Types;

namespace IbmPlatform.GraphQL.Tool.Files;

/// <summary>Files that make one schema. They are read as one text, so that a line of it tells the file.</summary>
internal sealed class SchemaFiles
{
    private readonly List<(string File, int FirstLine)> _files = [];
    private readonly string _text;

    private SchemaFiles(IReadOnlyList<(string File, string Text)> files)
    {
        var line = 1;
        foreach (var (file, text) in files)
        {
            _files.Add((file, line));
            // What ends a line for the parser: CR LF, CR or LF.
            line += text.ReplaceLineEndings("\n").Count(c => c == '\n') + 1;
        }

        _text = string.Join('\n', files.Select(file => file.Text));
    }

    /// <exception cref="FileFaultsException">Some can't be read, or are no GraphQL.</exception>
    public static async Task<SchemaFiles> ReadAsync(IReadOnlyList<string> names)
    {
        var files = new List<(string, string)>();
        var faults = new List<FileFault>();
        foreach (var name in names)
        {
            var text = await TextAsync(name).ConfigureAwait(false);
            files.Add((name, text));
            try
            {
                Parser.ParseDocument(text, ParserOptions.Trusted);
            }
            catch (GraphQLSyntaxException e)
            {
                faults.Add(new FileFault(name, e.Line, e.Column, FaultCode.Syntax, e.Message));
            }
        }

        return faults.Count == 0 ? new SchemaFiles(files) : throw new FileFaultsException(faults);
    }

    /// <exception cref="FileFaultsException">It can't be read.</exception>
    public static async Task<string> TextAsync(string name) => System.Text.Encoding.UTF8.GetString(await BytesAsync(name).ConfigureAwait(false)).TrimStart('\uFEFF');

    /// <exception cref="FileFaultsException">It can't be read.</exception>
    public static async Task<byte[]> BytesAsync(string name)
    {
        try
        {
            return await File.ReadAllBytesAsync(name).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new FileFaultsException([FileFault.At(name, FaultCode.Unreadable, $"the file can't be read: {e.Message}")]);
        }
    }

    /// <exception cref="FileFaultsException">They make no valid schema.</exception>
    public Schema ToSchema()
    {
        try
        {
            var document = Parser.ParseDocument(_text, ParserOptions.Trusted);
            var schema = IsSupergraph(document) ? Supergraph.Parse(_text).ApiSchema : SubgraphSdl.Read(document);
            var costs = CostFaults.Of(schema);
            return costs.Count == 0 ? schema : throw new FileFaultsException([.. costs.Select(error => Fault(FaultCode.Cost, error))]);
        }
        catch (SchemaException e)
        {
            throw new FileFaultsException([.. e.Errors.Select(error => Fault(FaultCode.Schema, error))]);
        }
        catch (SupergraphException e)
        {
            throw new FileFaultsException([.. e.Errors.Select(error => FileFault.At(_files[0].File, FaultCode.Supergraph, error))]);
        }
    }

    private static bool IsSupergraph(DocumentNode document) => document.Definitions.OfType<SchemaNode>().SelectMany(schema => schema.Directives)
        .Any(directive => directive.Name == "link" && directive.Argument("url") is StringValueNode url && url.Value.Contains("/join/v", StringComparison.Ordinal));

    private FileFault Fault(string code, GraphQLError error)
    {
        var (line, column) = error.Locations is [var first, ..] ? (first.Line, first.Column) : (1, 1);
        var (file, firstLine) = _files.Last(candidate => candidate.FirstLine <= line);
        return new FileFault(file, line - firstLine + 1, column, code, error.Message);
    }
}
