using IbmPlatform.GraphQL.Language;
using IbmPlatform.GraphQL.Types;

namespace IbmPlatform.GraphQL.Validation.Rules;

/// <summary>3.9: values of an enum differ in their names.</summary>
internal sealed class UniqueEnumValueNamesRule : RuleVisitor
{
    public static ValidationRule Rule { get; } =
        ValidationRule.Of<UniqueEnumValueNamesRule>("sec-Enums", [NodeKind.EnumTypeDefinition, NodeKind.EnumTypeExtension]);

    private readonly Dictionary<(string Type, string Value), Location> _seen = [];

    public override bool Enter(SyntaxNode node)
    {
        var type = (IEnumNode)node;
        foreach (var value in type.Values)
        {
            if ((Context.Schema?.FindType(type.Name) as EnumType)?.Values.Find(value.Name) is not null)
                Report($"Enum \"{type.Name}\" of the schema already has the value \"{value.Name}\".", value.NameLocation);
            else if (!_seen.TryAdd((type.Name, value.Name), value.NameLocation))
                Report(
                    $"Enum value \"{type.Name}.{value.Name}\" is defined more than once.",
                    _seen[(type.Name, value.Name)],
                    value.NameLocation);
        }

        return false;
    }
}
