using IbmPlatform.GraphQL.Language;
using IbmPlatform.GraphQL.Types;

namespace IbmPlatform.GraphQL.Validation.Rules;

/// <summary>5.3.1: a selected field exists on the type that it is selected from.</summary>
internal sealed class FieldsOnCorrectTypeRule : RuleVisitor
{
    public static ValidationRule Rule { get; } = ValidationRule.Of<FieldsOnCorrectTypeRule>("sec-Field-Selections", [NodeKind.Field]);

    public override bool Enter(SyntaxNode node)
    {
        if (Context.Info is not { ParentType: { } parent, Field: null }) return true;
        var field = (FieldNode)node;
        Report($"There is no field \"{field.Name}\" on type \"{parent.Name}\".{Hint(parent, field.Name)}", field.Location);
        return true;
    }

    // A field of a possible type is asked for in a fragment on that type; otherwise the name may be misspelt.
    private static string Hint(CompositeType parent, string name)
    {
        var holders = parent is ObjectType ? [] : parent.PossibleTypes.Where(type => type.Fields.Find(name) is not null).Take(3).ToList();
        if (holders.Count > 0)
            return $" Select it in a fragment on {string.Join(" or ", holders.Select(type => $"\"{type.Name}\""))}.";
        return parent is FieldsType fields ? Suggestions.For(name, fields.Fields.Select(field => field.Name)) : "";
    }
}
