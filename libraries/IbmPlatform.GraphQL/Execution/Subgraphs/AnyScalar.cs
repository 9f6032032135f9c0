using System.Text.Json;
using IbmPlatform.GraphQL.Execution.Inputs;
using IbmPlatform.GraphQL.Execution.Leaves;
using IbmPlatform.GraphQL.Execution.Running;
using IbmPlatform.GraphQL.Language;

namespace IbmPlatform.GraphQL.Execution.Subgraphs;

/// <summary><c>_Any</c>: an entity representation, an object with a <c>__typename</c>.</summary>
internal sealed class AnyScalar() : LeafBinding("_Any", typeof(JsonElement))
{
    public override object ReadJson(JsonElement value) =>
        value.ValueKind == JsonValueKind.Object
        && value.TryGetProperty("__typename"u8, out var name) && name.ValueKind == JsonValueKind.String
            ? value
            : throw Refuse(value.GetRawText(), "a representation is an object with a __typename.");

    public override object ReadLiteral(ValueNode literal, VariableValues variables)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream)) Write(literal, variables, json);
        var reader = new Utf8JsonReader(stream.ToArray());
        return ReadJson(JsonElement.ParseValue(ref reader));
    }

    public override void WriteResult(object value, Utf8JsonBuffer buffer) => throw RefuseResult(value);

    private void Write(ValueNode literal, VariableValues variables, Utf8JsonWriter json)
    {
        switch (literal)
        {
            case NullValueNode: json.WriteNullValue(); break;
            case StringValueNode text: json.WriteStringValue(text.Value); break;
            case EnumValueNode name: json.WriteStringValue(name.Value); break;
            case BooleanValueNode boolean: json.WriteBooleanValue(boolean.Value); break;
            case IntValueNode number: json.WriteRawValue(number.Value); break;
            case FloatValueNode number: json.WriteRawValue(number.Value); break;
            case VariableNode variable: WriteVariable(variable, variables, json); break;
            case ListValueNode list:
                json.WriteStartArray();
                foreach (var item in list.Values) Write(item, variables, json);
                json.WriteEndArray();
                break;
            case ObjectValueNode fields:
                json.WriteStartObject();
                foreach (var field in fields.Fields)
                {
                    json.WritePropertyName(field.Name);
                    Write(field.Value, variables, json);
                }

                json.WriteEndObject();
                break;
        }
    }

    private void WriteVariable(VariableNode variable, VariableValues variables, Utf8JsonWriter json)
    {
        variables.TryGet(variable.Name, out var value);
        switch (value)
        {
            case null: json.WriteNullValue(); break;
            case string text: json.WriteStringValue(text); break;
            case int number: json.WriteNumberValue(number); break;
            case double number: json.WriteNumberValue(number); break;
            case bool boolean: json.WriteBooleanValue(boolean); break;
            case JsonElement element: element.WriteTo(json); break;
            default: throw Refuse("$" + variable.Name, "inside a literal representation only variables of built-in scalar types can stand.");
        }
    }
}
