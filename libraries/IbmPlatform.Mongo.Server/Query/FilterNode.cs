namespace IbmPlatform.Mongo.Server.Query;

/// <summary>A parsed filter; decides on a document's bytes.</summary>
internal abstract class FilterNode
{
    public abstract bool Matches(ReadOnlySpan<byte> document);
}

/// <summary>Every part matches; none means everything.</summary>
internal sealed class AndNode(IReadOnlyList<FilterNode> parts) : FilterNode
{
    public IReadOnlyList<FilterNode> Parts { get; } = parts;

    public override bool Matches(ReadOnlySpan<byte> document)
    {
        foreach (var part in Parts)
        {
            if (!part.Matches(document))
                return false;
        }

        return true;
    }
}

/// <summary>Some part matches.</summary>
internal sealed class OrNode(IReadOnlyList<FilterNode> parts) : FilterNode
{
    public IReadOnlyList<FilterNode> Parts { get; } = parts;

    public override bool Matches(ReadOnlySpan<byte> document)
    {
        foreach (var part in Parts)
        {
            if (part.Matches(document))
                return true;
        }

        return false;
    }
}

/// <summary>The part does not match.</summary>
internal sealed class NotNode(FilterNode part) : FilterNode
{
    public FilterNode Part { get; } = part;

    public override bool Matches(ReadOnlySpan<byte> document) => !Part.Matches(document);
}
