using System.Globalization;
using IbmPlatform.GraphQL.Language;

namespace IbmPlatform.GraphQL.Validation.Rules;

/// <summary>5.3.2: fields with one response name are one field, with the same arguments and a type of the same shape.</summary>
internal sealed class OverlappingFieldsCanBeMergedRule : RuleVisitor
{
    private FieldMerger? _merger;

    public static ValidationRule Rule { get; } =
        ValidationRule.Of<OverlappingFieldsCanBeMergedRule>("sec-Field-Selection-Merging", [NodeKind.SelectionSet]);

    public override bool Enter(SyntaxNode node)
    {
        var merger = _merger!;
        if (merger.IsExhausted) return false;
        foreach (var conflict in merger.FindConflicts((SelectionSetNode)node, Context.Info.ParentType))
        {
            Report(
                $"Fields \"{conflict.ResponseName}\" can't be merged, because {conflict.Reason}. Give one of them another alias.",
                [.. conflict.First.Concat(conflict.Second).Select(field => field.Location)]);
        }

        if (!merger.IsExhausted) return true;
        var limit = Context.Options.MaxFieldComparisons.ToString(CultureInfo.InvariantCulture);
        Context.ReportLimit(
            nameof(Context.Options.MaxFieldComparisons), Context.Options.MaxFieldComparisons,
            $"More than {limit} pairs of fields would have to be compared for merging; the limit MaxFieldComparisons is {limit}. Spread fewer fragments, or repeat fewer fields.",
            node.Location);
        return false;
    }

    protected override void Begin() => _merger = new FieldMerger(Context);
}
