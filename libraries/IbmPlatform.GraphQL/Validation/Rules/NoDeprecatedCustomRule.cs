using IbmPlatform.GraphQL.Language;
using IbmPlatform.GraphQL.Types;

namespace IbmPlatform.GraphQL.Validation.Rules;

/// <summary>Not in the specification: nothing deprecated is used.</summary>
internal sealed class NoDeprecatedCustomRule : RuleVisitor
{
    public static ValidationRule Rule { get; } =
        ValidationRule.OfOurOwn<NoDeprecatedCustomRule>([
                NodeKind.Field, NodeKind.Argument, NodeKind.ObjectField, NodeKind.EnumValue,
            ]);

    public override bool Enter(SyntaxNode node)
    {
        var info = Context.Info;
        switch (node)
        {
            case FieldNode when info.Field?.DeprecationReason is { } reason:
                Report($"Field \"{info.ParentType!.Name}.{info.Field.Name}\" is deprecated: {reason}", node.Location);
                break;
            case ArgumentNode when info.Argument?.DeprecationReason is { } reason:
                var owner = Context.Parent is DirectiveNode directive ? $"directive \"@{directive.Name}\"" : $"field \"{info.ParentType!.Name}.{info.Field!.Name}\"";
                Report($"Argument \"{info.Argument.Name}\" of {owner} is deprecated: {reason}", node.Location);
                break;
            case ObjectFieldNode field when info.ParentInputType?.NamedType is InputObjectType parent
                && parent.Fields.Find(field.Name)?.DeprecationReason is { } reason:
                Report($"Input field \"{parent.Name}.{field.Name}\" is deprecated: {reason}", node.Location);
                break;
            case EnumValueNode when info.EnumValue?.DeprecationReason is { } reason:
                Report($"Enum value \"{info.InputType!.NamedType.Name}.{info.EnumValue.Name}\" is deprecated: {reason}", node.Location);
                break;
        }

        return true;
    }
}
