using System.Text.RegularExpressions;
using IbmPlatform.GraphQL.Errors;
using IbmPlatform.GraphQL.Language;
using IbmPlatform.GraphQL.Types;
using IbmPlatform.GraphQL.Validation;

namespace IbmPlatform.GraphQL.Tool.Files;

/// <summary>A file with queries: one document, or a script that holds several as templates without placeholders.</summary>
internal static partial class QueryFile
{
    /// <summary>The faults of its queries.</summary>
    /// <exception cref="FileFaultsException">The file can't be read.</exception>
    public static async Task<IReadOnlyList<FileFault>> FaultsAsync(string file, Schema schema)
    {
        var text = await SchemaFiles.TextAsync(file).ConfigureAwait(false);
        if (!file.EndsWith(".js", StringComparison.Ordinal)) return Faults(file, schema, text);
        return [.. Templates().Matches(text).SelectMany(match => Faults(file, schema, Blank(text[..match.Groups[1].Index]) + match.Groups[1].Value))];
    }

    // What stands before the query makes no difference to it but its place.
    private static string Blank(string before) => NotLineEnd().Replace(before, " ");

    private static IReadOnlyList<FileFault> Faults(string file, Schema schema, string text)
    {
        try
        {
            var errors = DocumentValidator.Validate(schema, Parser.ParseDocument(text));
            return [.. errors.Select(error => error.Locations is [var place, ..]
                ? new FileFault(file, place.Line, place.Column, FaultCode.Query, error.Message)
                : FileFault.At(file, FaultCode.Query, error.Message))];
        }
        catch (GraphQLSyntaxException e)
        {
            return [new FileFault(file, e.Line, e.Column, FaultCode.Syntax, e.Message)];
        }
    }

    [GeneratedRegex(@"\bquery:\s*`([^`]*)`")]
    private static partial Regex Templates();

    [GeneratedRegex(@"[^\r\n]")]
    private static partial Regex NotLineEnd();
}
