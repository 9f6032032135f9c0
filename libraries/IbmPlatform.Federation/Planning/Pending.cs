using IbmPlatform.Federation.Supergraphs;

namespace IbmPlatform.Federation.Planning;

/// <summary>The entrances whose representations are being resolved: entering one of them for its own sake would go round in a circle.</summary>
internal sealed record Pending(Subgraph Subgraph, string? RequiringField, Pending? Outer)
{
    public static bool Contains(Pending? pending, Subgraph subgraph, string? requiringField)
    {
        for (var at = pending; at is not null; at = at.Outer)
        {
            if (at.Subgraph == subgraph && at.RequiringField == requiringField) return true;
        }

        return false;
    }
}
