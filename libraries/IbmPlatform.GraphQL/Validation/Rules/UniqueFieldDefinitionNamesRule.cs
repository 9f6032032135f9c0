using IbmPlatform.GraphQL.Language;
using IbmPlatform.GraphQL.Types;

namespace IbmPlatform.GraphQL.Validation.Rules;

/// <summary>3.6: fields of a type differ in their names.</summary>
internal sealed class UniqueFieldDefinitionNamesRule : RuleVisitor
{
    public static ValidationRule Rule { get; } =
        ValidationRule.Of<UniqueFieldDefinitionNamesRule>(
            "sec-Objects.Type-Validation",
            [
                .. DefinitionKinds.WithOutputFields, NodeKind.InputObjectTypeDefinition, NodeKind.InputObjectTypeExtension,
            ]);

    private readonly Dictionary<(string Type, string Field), Location> _seen = [];

    public override bool Enter(SyntaxNode node)
    {
        if (node is IFieldsNode type) Check(type.Name, type.Fields);
        else Check(((IInputObjectNode)node).Name, ((IInputObjectNode)node).Fields);
        return false;
    }

    private void Check(string type, IEnumerable<INamedNode> fields)
    {
        foreach (var field in fields)
        {
            if (Exists(type, field.Name))
                Report($"Type \"{type}\" of the schema already has the field \"{field.Name}\".", field.NameLocation);
            else if (!_seen.TryAdd((type, field.Name), field.NameLocation))
                Report($"Field \"{type}.{field.Name}\" is defined more than once.", _seen[(type, field.Name)], field.NameLocation);
        }
    }

    private bool Exists(string type, string field) => Context.Schema?.FindType(type) switch
    {
        FieldsType fields => fields.Fields.Find(field) is not null,
        InputObjectType input => input.Fields.Find(field) is not null,
        _ => false,
    };
}
