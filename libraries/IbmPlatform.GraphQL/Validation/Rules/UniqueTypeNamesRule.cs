using IbmPlatform.GraphQL.Language;
using IbmPlatform.GraphQL.Types;

namespace IbmPlatform.GraphQL.Validation.Rules;

/// <summary>3.4: types differ in their names.</summary>
internal sealed class UniqueTypeNamesRule : RuleVisitor
{
    public static ValidationRule Rule { get; } = ValidationRule.Of<UniqueTypeNamesRule>("sec-Types", [.. DefinitionKinds.TypeDefinitions]);

    private readonly Dictionary<string, Location> _seen = new(StringComparer.Ordinal);

    public override bool Enter(SyntaxNode node)
    {
        var type = (TypeDefinitionNode)node;
        if (Context.Schema?.FindType(type.Name) is not null)
            Report($"The schema already has a type \"{type.Name}\"; extend it with \"extend\".", type.NameLocation);
        else if (!_seen.TryAdd(type.Name, type.NameLocation))
            Report($"Type \"{type.Name}\" is defined more than once; make one of them an extension.", _seen[type.Name], type.NameLocation);
        return false;
    }
}
