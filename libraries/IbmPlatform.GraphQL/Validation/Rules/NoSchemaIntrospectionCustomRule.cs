using IbmPlatform.GraphQL.Language;
using IbmPlatform.GraphQL.Types;

namespace IbmPlatform.GraphQL.Validation.Rules;

/// <summary>Not in the specification: the introspection system is not asked.</summary>
internal sealed class NoSchemaIntrospectionCustomRule : RuleVisitor
{
    public static ValidationRule Rule { get; } =
        ValidationRule.OfOurOwn<NoSchemaIntrospectionCustomRule>([NodeKind.Field]);

    public override bool Enter(SyntaxNode node)
    {
        if (Context.Info.Type?.NamedType is { IsIntrospection: true })
            Report(
                $"Field \"{((FieldNode)node).Name}\" belongs to the introspection system, which this service does not answer.",
                node.Location);
        return true;
    }
}
