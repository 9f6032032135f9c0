using IbmPlatform.GraphQL.Language;
using IbmPlatform.GraphQL.Types;

namespace IbmPlatform.GraphQL.Validation.Rules;

/// <summary>3.3: a document has one schema definition, and none when it extends a schema.</summary>
internal sealed class LoneSchemaDefinitionRule : RuleVisitor
{
    public static ValidationRule Rule { get; } = ValidationRule.Of<LoneSchemaDefinitionRule>("sec-Schema", [NodeKind.SchemaDefinition]);

    private bool _defined;

    public override bool Enter(SyntaxNode node)
    {
        if (Context.Schema is { } schema && (schema.AstNode is not null || schema.Roots.Count > 0))
            Report("A schema that is extended can't be defined again; write \"extend schema\".", node.Location);
        else if (_defined) Report("The schema is defined more than once.", node.Location);
        _defined = true;
        return false;
    }
}
