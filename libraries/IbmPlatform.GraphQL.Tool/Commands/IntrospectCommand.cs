using System.Net.Http.Json;
using IbmPlatform.GraphQL.Tool.Files;
using IbmPlatform.GraphQL.Types;
using IbmPlatform.GraphQL.Types.Introspected;

namespace IbmPlatform.GraphQL.Tool.Commands;

/// <summary>Writes the schema that an introspection result tells; asks an endpoint for one where it is given its address.</summary>
internal static class IntrospectCommand
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static async Task<int> RunAsync(string source, TextWriter output)
    {
        var answer = Uri.TryCreate(source, UriKind.Absolute, out var url) && url.Scheme is "http" or "https"
            ? await AskAsync(url!).ConfigureAwait(false)
            : await SchemaFiles.BytesAsync(source).ConfigureAwait(false);
        try
        {
            await output.WriteLineAsync(SchemaPrinter.Print(IntrospectionSchema.Read(answer)).TrimEnd()).ConfigureAwait(false);
            return 0;
        }
        catch (IntrospectionException e)
        {
            throw new FileFaultsException([.. e.Faults.Select(fault => FileFault.At(source, FaultCode.Introspection, fault))]);
        }
        catch (SchemaException e)
        {
            throw new FileFaultsException([.. e.Errors.Select(error => FileFault.At(source, FaultCode.Schema, error.Message))]);
        }
    }

    private static async Task<byte[]> AskAsync(Uri url)
    {
        using var http = new HttpClient { Timeout = Patience };
        try
        {
            using var response = await http.PostAsJsonAsync(url, new { query = IntrospectionSchema.Query }).ConfigureAwait(false);
            return await response.Content.ReadAsByteArrayAsync().ConfigureAwait(false);
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
        {
            throw new FileFaultsException([FileFault.At(url.ToString(), FaultCode.Unreadable, $"it can't be asked: {e.Message}")]);
        }
    }
}
