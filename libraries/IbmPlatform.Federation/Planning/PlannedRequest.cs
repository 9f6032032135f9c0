using System.Text;
using IbmPlatform.Federation.Supergraphs;

namespace IbmPlatform.Federation.Planning;

/// <summary>One request to a subgraph: a root selection, or entity fetches that can travel together.</summary>
internal sealed class PlannedRequest(int id, IReadOnlyList<PlannedFetch> fetches, string query, IReadOnlyList<string> variables)
{
    public int Id { get; } = id;

    public Subgraph Subgraph => Fetches[0].Fetch.Subgraph;

    public IReadOnlyList<PlannedFetch> Fetches { get; } = fetches;

    /// <summary>The document to send.</summary>
    public string Query { get; } = query;

    /// <summary>The client's variables that the document uses.</summary>
    public IReadOnlyList<string> Variables { get; } = variables;

    public List<PlannedRequest> DependsOn { get; } = [];

    public bool IsRoot => Fetches[0].Fetch.IsRoot;

    public bool IsMutation { get; init; }
}

/// <summary>A fetch's part of a request.</summary>
/// <param name="Fetch">The fetch.</param>
/// <param name="Alias">The response name of its <c>_entities</c> field.</param>
/// <param name="Variable">The variable that carries its representations.</param>
/// <param name="Representation">What each representation holds.</param>
internal sealed record PlannedFetch(Fetch Fetch, string Alias, string Variable, RepresentationShape Representation)
{
    public byte[] AliasUtf8 { get; } = Encoding.UTF8.GetBytes(Alias);
}
