using IbmPlatform.GraphQL.Language;
using IbmPlatform.GraphQL.Types;

namespace IbmPlatform.GraphQL.Validation.Rules;

/// <summary>5.3.3: fields of leaf types have no selection, all others have one.</summary>
internal sealed class ScalarLeafsRule : RuleVisitor
{
    public static ValidationRule Rule { get; } = ValidationRule.Of<ScalarLeafsRule>("sec-Leaf-Field-Selections", [NodeKind.Field]);

    public override bool Enter(SyntaxNode node)
    {
        if (Context.Info.Type is not { } type) return true;
        var field = (FieldNode)node;
        if (type.NamedType.IsLeaf)
        {
            if (field.SelectionSet is not null)
                Report($"Field \"{field.Name}\" can't have a selection: its type \"{type}\" has no fields.", field.SelectionSet.Location);
        }
        else if (field.SelectionSet is null || field.SelectionSet.Selections.Count == 0)
        {
            Report($"Field \"{field.Name}\" of type \"{type}\" needs a selection of fields: {field.Name} {{ ... }}.", field.Location);
        }

        return true;
    }
}
