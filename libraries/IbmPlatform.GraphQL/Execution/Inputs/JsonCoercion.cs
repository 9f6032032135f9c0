using System.Text.Json;

namespace IbmPlatform.GraphQL.Execution.Inputs;

/// <summary>Coerces the JSON of variables ("Input Coercion" of each type). Collects every fault; a faulty value becomes null.</summary>
internal sealed class JsonCoercion(List<InputFault> faults)
{
    /// <summary>A list of a million wrong items would be answered with a million errors: after so many faults the rest is not looked at.</summary>
    public const int MaxFaults = 50;

    public object? Coerce(JsonElement value, InputType type, InputPath path)
    {
        if (faults.Count >= MaxFaults) return null;
        if (value.ValueKind == JsonValueKind.Null)
        {
            return type.NonNull ? Fault(path, $"expected a value of type {type}, found null.") : null;
        }

        return type switch
        {
            ListInput list => CoerceList(value, list, path),
            ObjectInput input => CoerceObject(value, input.Shape, path),
            _ => CoerceLeaf(value, (LeafInput)type, path),
        };
    }

    private object?[] CoerceList(JsonElement value, ListInput list, InputPath path)
    {
        // A single value stands for the list of that one value (spec 3.11, "Input Coercion").
        if (value.ValueKind != JsonValueKind.Array) return [Coerce(value, list.Item, path)];
        var items = new object?[value.GetArrayLength()];
        var index = 0;
        foreach (var item in value.EnumerateArray())
        {
            items[index] = Coerce(item, list.Item, path.Item(index));
            index++;
        }

        return items;
    }

    private InputObject? CoerceObject(JsonElement value, InputShape shape, InputPath path)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            return (InputObject?)Fault(path, $"expected an object of type {shape.Name}, found {value.GetRawText()}.");
        }

        var result = new InputObject(shape);
        foreach (var property in value.EnumerateObject())
        {
            var index = shape.IndexOf(property.Name);
            if (index < 0) Fault(path, $"field \"{property.Name}\" is not defined by type {shape.Name}.");
            else result[index] = Coerce(property.Value, shape.Fields[index].Type, path.Field(property.Name));
        }

        InputDefaults.Complete(result, shape, path, faults);
        return result;
    }

    private object? CoerceLeaf(JsonElement value, LeafInput type, InputPath path)
    {
        try
        {
            return type.Leaf.ReadJson(value);
        }
        // InvalidOperationException: a JSON string that is half a surrogate pair.
        catch (Exception e) when (e is FormatException or InvalidOperationException)
        {
            return Fault(path, e.Message);
        }
    }

    private object? Fault(InputPath path, string message)
    {
        faults.Add(new InputFault(path, message));
        return null;
    }
}
