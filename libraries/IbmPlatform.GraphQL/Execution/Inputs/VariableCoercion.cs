using System.Text.Json;
using IbmPlatform.GraphQL.Errors;
using IbmPlatform.GraphQL.Language;

namespace IbmPlatform.GraphQL.Execution.Inputs;

/// <summary>A variable that an operation defines.</summary>
internal sealed record VariableDefinition(string Name, InputType Type, ValueNode? Default, Location Location);

/// <summary>Coerces a request's variables (spec 6.1.2, CoerceVariableValues).</summary>
internal static class VariableCoercion
{
    public static VariableValues Coerce(IReadOnlyList<VariableDefinition> definitions, JsonElement variables, List<GraphQLError> errors)
    {
        if (definitions.Count == 0) return VariableValues.None;
        var result = new VariableValues(definitions.Count);
        var faults = new List<InputFault>();
        foreach (var definition in definitions)
        {
            CoerceOne(definition, variables, result, faults);
            foreach (var fault in faults)
            {
                errors.Add(GraphQLError.WithCode(
                    $"Variable \"{fault.Path}\" has an invalid value: {fault.Message}", ExecutionErrorCodes.BadUserInput,
                    definition.Location.ToSourceLocation()));
            }

            if (errors.Count >= JsonCoercion.MaxFaults)
            {
                errors.Add(GraphQLError.WithCode(
                    $"The variables have {errors.Count} faults or more; the limit is {JsonCoercion.MaxFaults}, the rest was not looked at.",
                    ExecutionErrorCodes.LimitExceeded, definition.Location.ToSourceLocation()));
                return result;
            }

            faults.Clear();
        }

        return result;
    }

    private static void CoerceOne(VariableDefinition definition, JsonElement variables, VariableValues result, List<InputFault> faults)
    {
        var path = InputPath.Root("$" + definition.Name);
        if (variables.ValueKind == JsonValueKind.Object && variables.TryGetProperty(definition.Name, out var given))
        {
            result.Set(definition.Name, new JsonCoercion(faults).Coerce(given, definition.Type, path));
        }
        else if (definition.Default is not null)
        {
            result.Set(definition.Name, new LiteralCoercion(VariableValues.None, faults).Coerce(definition.Default, definition.Type, path));
        }
        else if (definition.Type.NonNull)
        {
            faults.Add(new InputFault(path, $"a value of required type {definition.Type} was not provided."));
        }
    }
}
