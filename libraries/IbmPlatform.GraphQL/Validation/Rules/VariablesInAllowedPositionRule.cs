using IbmPlatform.GraphQL.Language;
using IbmPlatform.GraphQL.Types;

namespace IbmPlatform.GraphQL.Validation.Rules;

/// <summary>5.8.5: a variable's type suits the places where it is used.</summary>
internal sealed class VariablesInAllowedPositionRule : RuleVisitor
{
    public static ValidationRule Rule { get; } =
        ValidationRule.Of<VariablesInAllowedPositionRule>("sec-All-Variable-Usages-Are-Allowed", [], [NodeKind.Document]);

    public override void Leave(SyntaxNode node)
    {
        if (Context.Schema is not { } schema) return;
        foreach (var operation in Context.Document.Definitions.OfType<OperationDefinitionNode>())
        {
            if (operation.Variables.Count == 0) continue;
            var variables = new Dictionary<string, (VariableDefinitionNode Node, IGraphQLType? Type)>(StringComparer.Ordinal);
            foreach (var variable in operation.Variables) variables[variable.Name] = (variable, schema.Resolve(variable.Type));
            foreach (var usage in Context.Usages(operation))
            {
                if (usage.Type is not null && variables.TryGetValue(usage.Node.Name, out var declared) && declared.Type is not null)
                    Check(schema, usage, usage.Type, declared.Node, declared.Type);
            }
        }
    }

    private void Check(Schema schema, VariableUsage usage, IGraphQLType expected, VariableDefinitionNode variable, IGraphQLType type)
    {
        if (!IsAllowed(schema, usage, expected, variable, type))
            Report(
                $"Variable \"${variable.Name}\" of type \"{type}\" can't be used where type \"{expected}\" is expected.",
                variable.Location,
                usage.Node.Location);
        if (usage.ParentType is InputObjectType { IsOneOf: true } && !type.IsNonNull)
            Report(
                $"Variable \"${variable.Name}\" of type \"{type}\" must be non-null to be used in OneOf input type \"{usage.ParentType}\".",
                variable.Location,
                usage.Node.Location);
    }

    // IsVariableUsageAllowed(): a default on either side lets a nullable variable stand in a non-null place.
    private static bool IsAllowed(Schema schema, VariableUsage usage, IGraphQLType expected, VariableDefinitionNode variable, IGraphQLType type)
    {
        if (!expected.IsNonNull || type.IsNonNull) return schema.IsSubType(expected, type);
        var hasDefault = variable.DefaultValue is not (null or NullValueNode);
        return (hasDefault || usage.HasDefault) && schema.IsSubType(expected.Nullable, type);
    }
}
