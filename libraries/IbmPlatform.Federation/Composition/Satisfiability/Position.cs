using IbmPlatform.Federation.Composition.Subgraphs;
using IbmPlatform.GraphQL.Language;

namespace IbmPlatform.Federation.Composition.Satisfiability;

/// <summary>Standing on an object in a subgraph.</summary>
/// <param name="Subgraph">Which one.</param>
/// <param name="Provided">What a <c>@provides</c> on the way gives there beyond what the subgraph always resolves; null for nothing.</param>
internal sealed record Position(Subgraph Subgraph, SelectionSetNode? Provided)
{
    public string Id => Provided is null ? Subgraph.Graph : $"{Subgraph.Graph}{Provided}";
}

/// <summary>The subgraphs from which an object of a type can be continued, as far as the path down to it goes.</summary>
internal sealed class State
{
    public State(string type, IEnumerable<Position> positions, State? previous, string step)
    {
        Type = type;
        Positions = [.. positions.DistinctBy(position => position.Id).OrderBy(position => position.Id, StringComparer.Ordinal)];
        Path = previous is null ? step : $"{previous.Path} → {step}";
        Id = $"{type}|{string.Join('|', Positions.Select(position => position.Id))}";
    }

    public string Type { get; }

    public IReadOnlyList<Position> Positions { get; }

    /// <summary>How it is reached from a root, field by field.</summary>
    public string Path { get; }

    public string Id { get; }
}
