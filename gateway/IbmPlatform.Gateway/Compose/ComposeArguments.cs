namespace IbmPlatform.Gateway.Compose;

/// <summary>What is to be composed.</summary>
/// <param name="Out">The supergraph file to write.</param>
/// <param name="Strict">Whether a hint that something is left out fails the command.</param>
/// <param name="Subgraphs">Name, address and SDL files, which are read as one; no file: the running subgraph is asked.</param>
internal sealed record ComposeArguments(string Out, bool Strict, IReadOnlyList<(string Name, string Url, IReadOnlyList<string> Files)> Subgraphs)
{
    /// <exception cref="GatewayStartException">The arguments are not as <see cref="ComposeCommand.Usage"/> says.</exception>
    public static ComposeArguments Parse(IReadOnlyList<string> args)
    {
        string? file = null;
        var strict = false;
        List<(string, string, IReadOnlyList<string>)> subgraphs = [];
        for (var i = 0; i < args.Count; i++)
        {
            if (args[i] == "--strict") strict = true;
            else if (args[i] == "--out") file = ++i < args.Count ? args[i] : throw new GatewayStartException($"--out needs a file name. Expected: {ComposeCommand.Usage}");
            else subgraphs.Add(ParseSubgraph(args[i]));
        }

        if (file is null) throw new GatewayStartException($"--out is missing. Expected: {ComposeCommand.Usage}");
        return new ComposeArguments(file, strict, subgraphs);
    }

    // An address behind which no file comes is told from a file by its scheme. It may itself contain an equals sign, in a query string.
    private static (string, string, IReadOnlyList<string>) ParseSubgraph(string text)
    {
        var first = text.IndexOf('=', StringComparison.Ordinal);
        var last = text.LastIndexOf('=');
        if (first > 0 && first == last && IsHttp(text[(first + 1)..]))
            return (text[..first], text[(first + 1)..], []);
        if (first <= 0 || first == last || last == text.Length - 1)
            throw new GatewayStartException($"\"{text}\" is not a subgraph; expected name=url=file, for instance projects=http://localhost:5001/graphql=projects.graphql, or name=url of a running one.");
        return (text[..first], text[(first + 1)..last], text[(last + 1)..].Split('+'));
    }

    private static bool IsHttp(string text) => Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https";
}
