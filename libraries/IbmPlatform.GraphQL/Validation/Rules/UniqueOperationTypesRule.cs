using IbmPlatform.GraphQL.Language;
using IbmPlatform.GraphQL.Types;

namespace IbmPlatform.GraphQL.Validation.Rules;

/// <summary>3.3.1: each root is given once.</summary>
internal sealed class UniqueOperationTypesRule : RuleVisitor
{
    public static ValidationRule Rule { get; } =
        ValidationRule.Of<UniqueOperationTypesRule>("sec-Root-Operation-Types", [.. DefinitionKinds.Schemas]);

    private readonly Dictionary<OperationType, Location> _seen = [];

    public override bool Enter(SyntaxNode node)
    {
        foreach (var root in ((SchemaNode)node).OperationTypes)
        {
            if (Context.Schema?.RootType(root.Operation) is { } existing)
                Report($"The schema already has the {root.Operation} root \"{existing.Name}\".", root.Location);
            else if (!_seen.TryAdd(root.Operation, root.Location))
                Report($"The {root.Operation} root is given more than once.", _seen[root.Operation], root.Location);
        }

        return false;
    }
}
