using System.Globalization;
using System.Text.Json;
using IbmPlatform.GraphQL.Language;
using IbmPlatform.GraphQL.Types;

namespace IbmPlatform.GraphQL.Costs;

/// <summary>The variables of a request as an estimate reads them: as sent, after they have been checked.</summary>
internal sealed class CostVariables(OperationDefinitionNode operation, JsonElement given)
{
    /// <summary>Whether any variable has been looked at: if not, the estimate holds for all requests.</summary>
    public bool WereRead { get; private set; }

    public bool IsTrue(ValueNode? value) => value switch
    {
        BooleanValueNode constant => constant.Value,
        VariableNode variable => Given(variable.Name) is { } json ? json.ValueKind == JsonValueKind.True : Default(variable.Name) is BooleanValueNode { Value: true },
        _ => false,
    };

    /// <summary>Whether a value is there at all: not absent, not null.</summary>
    public bool IsGiven(ValueNode? value) => value switch
    {
        null or NullValueNode => false,
        VariableNode variable => Given(variable.Name) is { } json ? json.ValueKind != JsonValueKind.Null : IsGiven(Default(variable.Name)),
        _ => true,
    };

    /// <summary>Whether an argument is left out, or has a variable that is: then its own default takes its place (spec 6.4.1).</summary>
    public bool IsAbsent(ValueNode? value) => value is null || (value is VariableNode variable && Given(variable.Name) is null && Default(variable.Name) is null);

    /// <summary>A number, or the length of a list, at a dotted path below a value; null where there is none.</summary>
    public double? SizeAt(ValueNode? value, ReadOnlySpan<string> path) => value switch
    {
        VariableNode variable => Given(variable.Name) is { } json ? SizeOf(json, path) : SizeAt(Default(variable.Name), path),
        ObjectValueNode fields when path.Length > 0 => SizeAt(FieldOf(fields, path[0]), path[1..]),
        IntValueNode number when path.IsEmpty => double.Parse(number.Value, CultureInfo.InvariantCulture),
        ListValueNode list when path.IsEmpty => list.Values.Count,
        _ => null,
    };

    /// <summary>What the fields of an input object weigh that are given in a value, those of nested and listed objects included ("Field Cost").</summary>
    public double FieldsWeight(CostModel model, InputObjectType type, ValueNode? value) => value switch
    {
        VariableNode variable => Given(variable.Name) is { } json ? FieldsWeight(model, type, json) : FieldsWeight(model, type, Default(variable.Name)),
        ListValueNode list => list.Values.Sum(item => FieldsWeight(model, type, item)),
        ObjectValueNode fields => model.Of(type).Sum(field => FieldOf(fields, field.Name) is var given && IsGiven(given)
            ? field.Weight + (field.Type is null ? 0 : FieldsWeight(model, field.Type, given)) : 0),
        _ => 0,
    };

    private static double FieldsWeight(CostModel model, InputObjectType type, JsonElement json)
    {
        var total = 0.0;
        switch (json.ValueKind)
        {
            case JsonValueKind.Array:
                foreach (var item in json.EnumerateArray()) total += FieldsWeight(model, type, item);
                break;
            case JsonValueKind.Object:
                foreach (var field in model.Of(type))
                {
                    if (!json.TryGetProperty(field.Name, out var given) || given.ValueKind == JsonValueKind.Null) continue;
                    total += field.Weight + (field.Type is null ? 0 : FieldsWeight(model, field.Type, given));
                }

                break;
        }

        return total;
    }

    private static double? SizeOf(JsonElement json, ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            if (json.ValueKind != JsonValueKind.Object || !json.TryGetProperty(name, out json)) return null;
        }

        return json.ValueKind switch
        {
            JsonValueKind.Number => json.GetDouble(),
            JsonValueKind.Array => json.GetArrayLength(),
            _ => null,
        };
    }

    private static ValueNode? FieldOf(ObjectValueNode fields, string name)
    {
        foreach (var field in fields.Fields)
        {
            if (field.Name == name) return field.Value;
        }

        return null;
    }

    private JsonElement? Given(string name)
    {
        WereRead = true;
        return given.ValueKind == JsonValueKind.Object && given.TryGetProperty(name, out var value) ? value : null;
    }

    private ValueNode? Default(string name)
    {
        foreach (var variable in operation.Variables)
        {
            if (variable.Name == name) return variable.DefaultValue;
        }

        return null;
    }
}
