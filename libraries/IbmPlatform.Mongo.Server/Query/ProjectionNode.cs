using System.Text;

namespace IbmPlatform.Mongo.Server.Query;

/// <summary>One step of a projection's paths.</summary>
internal sealed class ProjectionNode
{
    private readonly List<(byte[] Name, ProjectionNode Node)> children = [];

    public ProjectionRule Rule { get; set; }

    /// <summary>Set where only rules that leave the other fields alone are given, such as <c>$slice</c>.</summary>
    public bool KeepsRest { get; set; }

    public int Skip { get; set; }

    public int Limit { get; set; }

    public FilterNode? Filter { get; set; }

    public bool HasChildren => children.Count > 0;

    public ProjectionNode? Find(ReadOnlySpan<byte> name)
    {
        foreach (var (known, node) in children)
        {
            if (name.SequenceEqual(known))
                return node;
        }

        return null;
    }

    public ProjectionNode GetOrAdd(string name, out bool added)
    {
        var utf8 = Encoding.UTF8.GetBytes(name);
        added = Find(utf8) is null;
        if (added)
            children.Add((utf8, new ProjectionNode()));
        return Find(utf8)!;
    }
}
