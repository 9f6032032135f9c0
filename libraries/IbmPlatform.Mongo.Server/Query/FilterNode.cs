using IbmPlatform.Mongo.Server.Aggregation.Expressions;
using IbmPlatform.Mongo.Server.Query.Execution;

namespace IbmPlatform.Mongo.Server.Query;

/// <summary>A parsed filter; decides on a document's bytes.</summary>
internal abstract class FilterNode
{
    public abstract bool Matches(ReadOnlySpan<byte> document);

    /// <summary>Whether an expression is in it.</summary>
    public virtual bool HasExpressions => false;

    /// <summary>The filter with variables for its expressions; itself where it has none.</summary>
    public virtual FilterNode Bind(Bindings bindings) => this;
}

/// <summary>Every part matches; none means everything.</summary>
internal sealed class AndNode(IReadOnlyList<FilterNode> parts) : FilterNode
{
    public IReadOnlyList<FilterNode> Parts { get; } = parts;

    /// <summary>Both, without a level of its own for what is a conjunction already.</summary>
    public static FilterNode Of(FilterNode first, FilterNode second) =>
        new AndNode([.. new[] { first, second }.SelectMany(node => node is AndNode and ? and.Parts : [node])]);

    public override bool HasExpressions { get; } = parts.Any(part => part.HasExpressions);

    public override FilterNode Bind(Bindings bindings) => HasExpressions ? new AndNode([.. Parts.Select(part => part.Bind(bindings))]) : this;

    public override bool Matches(ReadOnlySpan<byte> document)
    {
        foreach (var part in Parts)
        {
            Work.Step();
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

    public override bool HasExpressions { get; } = parts.Any(part => part.HasExpressions);

    public override FilterNode Bind(Bindings bindings) => HasExpressions ? new OrNode([.. Parts.Select(part => part.Bind(bindings))]) : this;

    public override bool Matches(ReadOnlySpan<byte> document)
    {
        foreach (var part in Parts)
        {
            Work.Step();
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

    public override bool HasExpressions { get; } = part.HasExpressions;

    public override FilterNode Bind(Bindings bindings) => HasExpressions ? new NotNode(Part.Bind(bindings)) : this;

    public override bool Matches(ReadOnlySpan<byte> document) => !Part.Matches(document);
}
