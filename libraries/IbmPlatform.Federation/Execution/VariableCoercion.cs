using System.Globalization;
using System.Text.Json;
using IbmPlatform.GraphQL.Errors;
using IbmPlatform.GraphQL.Language;
using IbmPlatform.GraphQL.Types;

namespace IbmPlatform.Federation.Execution;

/// <summary>Checks a request's variables against the API schema (specification, "Coercing Variable Values"); subgraphs get them as sent.</summary>
internal sealed class VariableCoercion(Schema schema)
{
    // As the engine: stops variables that are wrong everywhere from filling memory and the answer.
    private const int MaxFaults = 50;

    private readonly List<GraphQLError> _errors = [];

    public IReadOnlyList<GraphQLError> Errors => _errors;

    /// <summary>The values by name as JSON; a variable that is absent and has no default is absent here too.</summary>
    public Dictionary<string, byte[]> Coerce(OperationDefinitionNode operation, JsonElement given)
    {
        var values = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var definition in operation.Variables)
        {
            if (schema.Resolve(definition.Type) is not { } type) continue;
            var isGiven = given.ValueKind == JsonValueKind.Object && given.TryGetProperty(definition.Name, out _);
            if (!isGiven)
            {
                if (type.IsNonNull && definition.DefaultValue is null) Refuse(definition, $"Variable \"${definition.Name}\" of required type \"{type}\" was not provided.");
                continue;
            }

            var value = given.GetProperty(definition.Name);
            Check(definition, type, value, "$" + definition.Name);
            values[definition.Name] = JsonSerializer.SerializeToUtf8Bytes(value);
        }

        return values;
    }

    private bool IsStopped => _errors.Count > MaxFaults;

    private void Refuse(VariableDefinitionNode definition, string message)
    {
        if (IsStopped) return;
        _errors.Add(_errors.Count < MaxFaults
            ? GraphQLError.WithCode(message, GatewayErrorCodes.BadVariable, definition.Location.ToSourceLocation())
            : GraphQLError.WithCode(
                $"The variables have more than {MaxFaults} faults; the limit (MaxFaults) is {MaxFaults}, the rest was not looked at.",
                ErrorCodes.LimitExceeded, definition.Location.ToSourceLocation()));
    }

    private void Check(VariableDefinitionNode definition, IGraphQLType type, JsonElement value, string at)
    {
        if (IsStopped) return;
        switch (type)
        {
            case NonNullType nonNull when value.ValueKind == JsonValueKind.Null:
                Refuse(definition, $"Variable \"${definition.Name}\" got null at \"{at}\"; expected a value of type \"{nonNull}\".");
                break;
            case NonNullType nonNull:
                Check(definition, nonNull.Nullable, value, at);
                break;
            case not null when value.ValueKind == JsonValueKind.Null:
                break;
            case ListType list when value.ValueKind == JsonValueKind.Array:
                var index = 0;
                foreach (var item in value.EnumerateArray()) Check(definition, list.ItemType, item, $"{at}[{(index++).ToString(CultureInfo.InvariantCulture)}]");
                break;
            case ListType list:
                // A single value stands for a list of one.
                Check(definition, list.ItemType, value, at);
                break;
            case InputObjectType input:
                CheckObject(definition, input, value, at);
                break;
            case EnumType values when value.ValueKind != JsonValueKind.String || values.Values.Find(value.GetString()!) is null:
                Refuse(definition, $"Variable \"${definition.Name}\" got {value.GetRawText()} at \"{at}\"; expected a value of the enum \"{values.Name}\".");
                break;
            case ScalarType scalar when !Fits(scalar, value):
                Refuse(definition, $"Variable \"${definition.Name}\" got {value.GetRawText()} at \"{at}\"; expected a value of type \"{scalar.Name}\".");
                break;
        }
    }

    private void CheckObject(VariableDefinitionNode definition, InputObjectType type, JsonElement value, string at)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            Refuse(definition, $"Variable \"${definition.Name}\" got {value.GetRawText()} at \"{at}\"; expected an object of type \"{type.Name}\".");
            return;
        }

        foreach (var property in value.EnumerateObject())
        {
            if (type.Fields.Find(property.Name) is { } field) Check(definition, field.Type, property.Value, $"{at}.{property.Name}");
            else Refuse(definition, $"Variable \"${definition.Name}\" has a field at \"{at}.{property.Name}\" that the type \"{type.Name}\" does not define.");
        }

        foreach (var field in type.Fields)
        {
            if (field.IsRequired && !value.TryGetProperty(field.Name, out _))
                Refuse(definition, $"Variable \"${definition.Name}\" lacks the field \"{at}.{field.Name}\" of required type \"{field.Type}\".");
        }

        if (type.IsOneOf && (value.EnumerateObject().Count() != 1 || value.EnumerateObject().Any(property => property.Value.ValueKind == JsonValueKind.Null)))
            Refuse(definition, $"Variable \"${definition.Name}\" must give exactly one field, not null, at \"{at}\": \"{type.Name}\" is @oneOf.");
    }

    private static bool Fits(ScalarType scalar, JsonElement value) => scalar.Name switch
    {
        "Int" => value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && number == Math.Truncate(number) && number is >= int.MinValue and <= int.MaxValue,
        "Float" => value.ValueKind == JsonValueKind.Number,
        "String" => value.ValueKind == JsonValueKind.String,
        "Boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "ID" => value.ValueKind == JsonValueKind.String || (value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _)),
        _ => true,
    };
}
