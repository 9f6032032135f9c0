using IbmPlatform.GraphQL.Language;
using IbmPlatform.GraphQL.Types;

namespace IbmPlatform.GraphQL.Validation.SchemaRules;

/// <summary>3.10, InputObjectDefaultValueHasCycle(): a default that needs itself to be completed has no end.</summary>
internal sealed class DefaultCycles(SchemaFaults faults)
{
    private readonly HashSet<InputValueDefinition> _done = [];
    private readonly HashSet<InputValueDefinition> _open = [];

    public void Check(InputObjectType type) => CheckMissing(type, given: null);

    private void CheckValue(InputObjectType type, ValueNode value)
    {
        switch (value)
        {
            case ListValueNode list:
                foreach (var item in list.Values) CheckValue(type, item);
                break;
            case ObjectValueNode fields:
                CheckMissing(type, fields);
                break;
        }
    }

    // Fields that are given may hold values with gaps of their own; fields that are not are filled with their defaults.
    private void CheckMissing(InputObjectType type, ObjectValueNode? given)
    {
        foreach (var field in type.Fields)
        {
            if (field.Type.NamedType is not InputObjectType fieldType) continue;
            var value = given?.Fields.FirstOrDefault(candidate => candidate.Name == field.Name)?.Value;
            if (value is not null) CheckValue(fieldType, value);
            else if (field.DefaultValue is not null) CheckDefault(type, field, fieldType);
        }
    }

    private void CheckDefault(InputObjectType type, InputValueDefinition field, InputObjectType fieldType)
    {
        if (_done.Contains(field)) return;
        if (!_open.Add(field))
        {
            faults.Report(
                "sec-Input-Objects.Type-Validation",
                $"The default of \"{type.Name}.{field.Name}\" needs itself to be completed; give its fields values or no default.",
                field.AstNode);
            return;
        }

        CheckValue(fieldType, field.DefaultValue!);
        _open.Remove(field);
        _done.Add(field);
    }
}
