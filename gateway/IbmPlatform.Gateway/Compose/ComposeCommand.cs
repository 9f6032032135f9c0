using IbmPlatform.Federation.Composition;

namespace IbmPlatform.Gateway.Compose;

/// <summary><c>compose --out FILE name=url=file …</c>: composes subgraphs into a supergraph file.</summary>
internal static class ComposeCommand
{
    public const string Usage = "compose --out FILE [--strict] name=url[=file[+file…]] …";

    public static async Task<int> RunAsync(IReadOnlyList<string> args, TextWriter output, TextWriter errors)
    {
        try
        {
            var request = ComposeArguments.Parse(args);
            var subgraphs = new List<SubgraphDefinition>();
            foreach (var (name, url, files) in request.Subgraphs) subgraphs.Add(new SubgraphDefinition(name, url, files.Count == 0 ? await RunningSubgraph.ReadSdlAsync(name, url).ConfigureAwait(false) : await ReadAsync(files).ConfigureAwait(false)));
            var result = Composer.Compose(subgraphs);
            foreach (var hint in result.Hints) await errors.WriteLineAsync($"hint {hint}").ConfigureAwait(false);
            foreach (var error in result.Errors) await errors.WriteLineAsync($"error {error}").ConfigureAwait(false);
            if (result.SupergraphSdl is null) return Fail(errors, $"The supergraph was not written: {result.Errors.Count} error(s).");
            // What a client could send yesterday and can't today is found here rather than by the client.
            if (request.Strict && result.Hints.Count(hint => hint.DropsSomething) is > 0 and var dropped)
                return Fail(errors, $"The supergraph was not written: {dropped} hint(s) say that something is left out, which --strict forbids.");
            await File.WriteAllTextAsync(request.Out, result.SupergraphSdl).ConfigureAwait(false);
            await output.WriteLineAsync($"{request.Out}: {subgraphs.Count} subgraphs, {result.Hints.Count} hint(s).").ConfigureAwait(false);
            return 0;
        }
        catch (GatewayStartException fault)
        {
            return Fail(errors, fault.Message);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return Fail(errors, fault.Message);
        }
    }

    private static async Task<string> ReadAsync(IReadOnlyList<string> files)
    {
        var texts = new List<string>();
        foreach (var file in files)
        {
            try
            {
                texts.Add(await File.ReadAllTextAsync(file).ConfigureAwait(false));
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                throw new GatewayStartException($"The subgraph file \"{file}\" can't be read: {fault.Message} Expected: {Usage}", fault);
            }
        }

        return string.Join('\n', texts);
    }

    private static int Fail(TextWriter errors, string message)
    {
        errors.WriteLine(message);
        return 1;
    }
}
