using IbmPlatform.Federation.Composition.Subgraphs;

namespace IbmPlatform.Federation.Composition.Merging;

/// <summary>What every part of a merged schema has.</summary>
internal abstract class MergedElement
{
    public string? Description { get; set; }

    /// <summary>The join specification's directives, printed.</summary>
    public List<string> Joins { get; } = [];

    public IReadOnlyList<DirectiveUse> Directives { get; set; } = [];

    public bool Inaccessible => Directives.Any(use => use is { IsFederation: true, Name: "inaccessible" });
}
