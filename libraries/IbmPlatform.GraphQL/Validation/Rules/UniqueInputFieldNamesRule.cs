using IbmPlatform.GraphQL.Language;
using IbmPlatform.GraphQL.Types;

namespace IbmPlatform.GraphQL.Validation.Rules;

/// <summary>5.6.3: a field of an input object is given once.</summary>
internal sealed class UniqueInputFieldNamesRule : RuleVisitor
{
    public static ValidationRule Rule { get; } =
        ValidationRule.Of<UniqueInputFieldNamesRule>("sec-Input-Object-Field-Uniqueness", [NodeKind.ObjectValue]);

    public override bool Enter(SyntaxNode node)
    {
        var fields = ((ObjectValueNode)node).Fields;
        if (fields.Count < 2) return true;
        var seen = new Dictionary<string, Location>(StringComparer.Ordinal);
        foreach (var field in fields)
        {
            if (!seen.TryAdd(field.Name, field.NameLocation))
                Report($"Input field \"{field.Name}\" is given more than once.", seen[field.Name], field.NameLocation);
        }

        return true;
    }
}
