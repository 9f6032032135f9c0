using System.Globalization;
using IbmPlatform.Federation.Composition.Subgraphs;
using IbmPlatform.GraphQL.Language;

namespace IbmPlatform.Federation.Composition.Merging;

/// <summary>
/// Merges <c>@listSize</c> of a field in several subgraphs as Apollo Federation 2.9 does: the greatest assumed size, all slicing arguments
/// and sized fields, and one slicing argument required only where all require it.
/// </summary>
internal static class ListSizes
{
    public static DirectiveUse Merge(IReadOnlyList<DirectiveUse> uses)
    {
        List<ArgumentNode> arguments = [];
        var sizes = uses.Select(use => use.Node.Argument("assumedSize")).OfType<IntValueNode>().ToList();
        if (sizes.Count > 0) arguments.Add(new ArgumentNode("assumedSize", sizes.MaxBy(size => long.Parse(size.Value, CultureInfo.InvariantCulture))!));
        AddUnion(arguments, uses, "slicingArguments");
        AddUnion(arguments, uses, "sizedFields");
        var required = uses.Select(use => use.Flag("requireOneSlicingArgument")).ToList();
        if (required.Any(flag => flag is not null)) arguments.Add(new ArgumentNode("requireOneSlicingArgument", new BooleanValueNode(required.All(flag => flag ?? true))));
        return uses[0] with { Node = uses[0].Node with { Arguments = arguments } };
    }

    private static void AddUnion(List<ArgumentNode> arguments, IReadOnlyList<DirectiveUse> uses, string name)
    {
        var lists = uses.Select(use => use.Node.Argument(name)).OfType<ListValueNode>().ToList();
        if (lists.Count == 0) return;
        arguments.Add(new ArgumentNode(name, new ListValueNode([.. lists.SelectMany(list => list.Values).OfType<StringValueNode>().DistinctBy(text => text.Value)])));
    }
}
