using IbmPlatform.GraphQL.Language;
using IbmPlatform.GraphQL.Types;

namespace IbmPlatform.GraphQL.Validation.Rules;

/// <summary>5.6.1 and 5.6.4: literals are values of the type expected in their place.</summary>
internal sealed class ValuesOfCorrectTypeRule : RuleVisitor
{
    public static ValidationRule Rule { get; } =
        ValidationRule.Of<ValuesOfCorrectTypeRule>(
            "sec-Values-of-Correct-Type",
            [
                NodeKind.ListValue, NodeKind.ObjectValue, NodeKind.ObjectField, NodeKind.NullValue, NodeKind.EnumValue,
                NodeKind.IntValue, NodeKind.FloatValue, NodeKind.StringValue, NodeKind.BooleanValue,
            ]);

    public override bool Enter(SyntaxNode node)
    {
        switch (node)
        {
            case ListValueNode list:
                if (Context.Info.ParentInputType?.Nullable is ListType) return true;
                CheckLeaf(list);
                return false;
            case ObjectValueNode literal:
                if (Context.Info.InputType?.NamedType is InputObjectType type)
                {
                    CheckFields(literal, type);
                    return true;
                }

                CheckLeaf(literal);
                return false;
            case ObjectFieldNode field:
                if (Context.Info is { InputType: null, ParentInputType.NamedType: InputObjectType parent })
                {
                    var hint = Suggestions.For(field.Name, parent.Fields.Select(known => known.Name));
                    Report($"Input type \"{parent.Name}\" has no field \"{field.Name}\".{hint}", field.Location);
                }

                return true;
            case NullValueNode:
                if (Context.Info.InputType is NonNullType nonNull) Report($"A value of type \"{nonNull}\" can't be null.", node.Location);
                return true;
            default:
                CheckLeaf((ValueNode)node);
                return true;
        }
    }

    private void CheckLeaf(ValueNode literal)
    {
        if (Context.Info.InputType is not { } expected) return;
        if (LiteralChecks.CheckLeaf(literal, expected.NamedType) is { } fault)
            Report(
                $"{LiteralChecks.Show(literal)} is no value of type \"{expected}\": {fault}{(fault[^1] is '.' or '?' ? "" : ".")}",
                literal.Location);
    }

    private void CheckFields(ObjectValueNode literal, InputObjectType type)
    {
        foreach (var field in type.Fields)
        {
            if (field.IsRequired && literal.Fields.All(given => given.Name != field.Name))
                Report($"Field \"{type.Name}.{field.Name}\" of type \"{field.Type}\" is required, but not given.", literal.Location);
        }

        if (!type.IsOneOf) return;
        if (LiteralChecks.CheckOneOf(literal, type) is { } fault) Report(fault, literal.Location);
        else if (literal.Fields[^1].Value is VariableNode variable && IsNullable(variable))
            Report($"Variable \"${variable.Name}\" must be non-null to be used in OneOf input type \"{type.Name}\".", literal.Location);
    }

    // Only an operation declares variables; those that a fragment uses are VariablesInAllowedPositionRule's.
    private bool IsNullable(VariableNode variable) =>
        Context.Ancestors[1] is OperationDefinitionNode operation
        && operation.Variables.FirstOrDefault(declared => declared.Name == variable.Name) is { Type: not NonNullTypeNode };
}
