namespace IbmPlatform.Federation.Supergraphs;

/// <summary>A supergraph that can't be run: malformed, or using a feature that this gateway refuses. Names every fault at once.</summary>
public sealed class SupergraphException : Exception
{
    /// <summary>Creates the exception from what was found.</summary>
    public SupergraphException(IReadOnlyList<string> errors)
        : base("The supergraph can't be run:" + Environment.NewLine + string.Join(Environment.NewLine, errors.Select(error => "- " + error))) =>
        Errors = errors;

    /// <summary>One sentence for each fault.</summary>
    public IReadOnlyList<string> Errors { get; }
}
