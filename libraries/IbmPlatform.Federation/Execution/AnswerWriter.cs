using System.Text.Json;
using IbmPlatform.Federation.Planning;
using IbmPlatform.Federation.Supergraphs;

namespace IbmPlatform.Federation.Execution;

/// <summary>
/// Writes the answer in one pass from the subgraphs' JSON, in the order and shape of the API schema: leaf values are checked, and nulls
/// propagate by the API schema's types (specification, "Handling Execution Errors").
/// </summary>
internal sealed class AnswerWriter(Supergraph supergraph, AnswerBuffer output, ErrorLog errors, IntrospectionWriter introspection)
{
    private readonly List<object> _path = [];

    public void Write(ObjectShape answer, Entity root)
    {
        if (!WriteObject(answer, new ObjectView(root, default))) output.Write("null"u8);
    }

    /// <summary>Writes an object; writes nothing and returns false where a null below takes it with it.</summary>
    private bool WriteObject(ObjectShape shape, ObjectView view)
    {
        if (FieldsFor(shape, view) is not var (type, fields)) return false;
        var start = output.Length;
        output.Write((byte)'{');
        foreach (var field in fields)
        {
            if (output.Written[^1] != '{') output.Write((byte)',');
            output.Write(field.NameJson);
            _path.Add(field.ResponseName);
            var survives = WriteField(field, type, view);
            _path.RemoveAt(_path.Count - 1);
            if (survives) continue;
            output.CutBackTo(start);
            return false;
        }

        output.Write((byte)'}');
        return true;
    }

    private (SupergraphType? Type, IReadOnlyList<OutputField> Fields)? FieldsFor(ObjectShape shape, ObjectView view)
    {
        if (shape.AnyType is not null) return (shape.Place.ObjectType, shape.AnyType);
        var type = view.TypeIn(shape.Place, supergraph);
        if (type is not null && shape.ByType.TryGetValue(type, out var fields)) return (type, fields);
        if (view.FailureOf(shape.Place.TypeSlot) is { } failure) errors.Add(failure.Message, failure.Code, _path, failure.Subgraph);
        else if (!errors.CoversAny(_path)) errors.Add($"A service returned an object here whose type the schema does not have as a {shape.Type.Name}.", GatewayErrorCodes.InvalidSubgraphValue, _path);
        return null;
    }

    private bool WriteField(OutputField field, SupergraphType? type, ObjectView view)
    {
        if (field.Shape is not { } shape)
        {
            if (field.Demand.Name == FieldDemand.Typename) output.Write(JsonSerializer.SerializeToUtf8Bytes(type!.Name));
            else introspection.Write(field.Demand);
            return true;
        }

        if (field.Slot < 0) return WriteMissing(shape, field);
        if (view.FailureOf(field.Slot) is { } failure)
        {
            errors.Add(failure.Message, failure.Code, _path, failure.Subgraph);
            return WriteNull(shape);
        }

        if (field.Link is { Child.IsKept: true } link) return WriteKept(shape, view.Entity!.Follow(link, supergraph), field);
        return WriteElement(shape, view.Slot(field.Slot), field.Key, field);
    }

    private bool WriteElement(ValueShape shape, JsonElement holder, byte[] key, OutputField field) =>
        WriteElement(shape, holder.ValueKind == JsonValueKind.Object && holder.TryGetProperty(key, out var value) ? value : default, field);

    private bool WriteElement(ValueShape shape, JsonElement value, OutputField field)
    {
        if (value.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null) return WriteMissing(shape, field);
        if (shape.Item is { } item) return value.ValueKind == JsonValueKind.Array ? WriteList(shape, item, value, field) : WriteInvalid(shape, field);
        if (field.Below is { } below)
            return value.ValueKind == JsonValueKind.Object ? WriteObject(below, new ObjectView(null, value)) || WriteNull(shape) : WriteInvalid(shape, field);
        return LeafJson.Write(shape, value, output) || WriteInvalid(shape, field);
    }

    private bool WriteList(ValueShape shape, ValueShape item, JsonElement value, OutputField field)
    {
        var start = output.Length;
        output.Write((byte)'[');
        var index = 0;
        foreach (var element in value.EnumerateArray())
        {
            if (index > 0) output.Write((byte)',');
            _path.Add(index++);
            var survives = WriteElement(item, element, field);
            _path.RemoveAt(_path.Count - 1);
            if (!survives) return CutBack(start, shape);
        }

        output.Write((byte)']');
        return true;
    }

    private bool WriteKept(ValueShape shape, object? value, OutputField field)
    {
        switch (value)
        {
            case null:
                return WriteMissing(shape, field);
            case Entity entity when shape.Item is null:
                return WriteObject(field.Below!, new ObjectView(entity, default)) || WriteNull(shape);
            case List<object?> items when shape.Item is { } item:
                var start = output.Length;
                output.Write((byte)'[');
                for (var i = 0; i < items.Count; i++)
                {
                    if (i > 0) output.Write((byte)',');
                    _path.Add(i);
                    var survives = WriteKept(item, items[i], field);
                    _path.RemoveAt(_path.Count - 1);
                    if (!survives) return CutBack(start, shape);
                }

                output.Write((byte)']');
                return true;
            default:
                return WriteInvalid(shape, field);
        }
    }

    private bool CutBack(int start, ValueShape shape)
    {
        output.CutBackTo(start);
        return WriteNull(shape);
    }

    private bool WriteNull(ValueShape shape)
    {
        if (shape.IsNonNull) return false;
        output.Write("null"u8);
        return true;
    }

    private bool WriteMissing(ValueShape shape, OutputField field)
    {
        if (shape.IsNonNull && !errors.CoversAny(_path))
            errors.Add($"Cannot return null for non-nullable field {field.Coordinate}.", GatewayErrorCodes.InvalidSubgraphValue, _path);
        return WriteNull(shape);
    }

    private bool WriteInvalid(ValueShape shape, OutputField field)
    {
        errors.Add($"A service returned a value for {field.Coordinate} that the schema does not allow.", GatewayErrorCodes.InvalidSubgraphValue, _path);
        return WriteNull(shape);
    }
}
