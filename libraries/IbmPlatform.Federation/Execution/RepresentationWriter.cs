using System.Runtime.InteropServices;
using System.Text.Json;
using IbmPlatform.Federation.Planning;
using IbmPlatform.Federation.Supergraphs;

namespace IbmPlatform.Federation.Execution;

/// <summary>Writes the representations of one fetch, each distinct one once.</summary>
internal sealed class RepresentationWriter(Supergraph supergraph, PlannedFetch planned, AnswerBuffer output)
{
    private readonly byte[] _open = JsonSerializer.SerializeToUtf8Bytes(planned.Fetch.TypeName);
    private readonly Dictionary<int, List<(int Start, int Length, int Index)>> _known = [];

    /// <summary>For each representation, the objects that its entity belongs to.</summary>
    public List<List<Entity>> Entities { get; } = [];

    /// <summary>Adds an object's representation; leaves it out where its key is not known.</summary>
    public void Add(Entity entity)
    {
        var before = output.Length;
        if (Entities.Count > 0) output.Write((byte)',');
        var start = output.Length;
        if (!TryWrite(entity, out var failure))
        {
            output.CutBackTo(before);
            if (failure is not null) entity.Fail(planned.Fetch.Slot, failure);
            return;
        }

        var text = output.Written[start..];
        var hash = new HashCode();
        hash.AddBytes(text);
        ref var bucket = ref CollectionsMarshal.GetValueRefOrAddDefault(_known, hash.ToHashCode(), out _);
        bucket ??= [];
        foreach (var (knownStart, length, index) in bucket)
        {
            if (!output.Written.Slice(knownStart, length).SequenceEqual(text)) continue;
            output.CutBackTo(before);
            Entities[index].Add(entity);
            return;
        }

        bucket.Add((start, text.Length, Entities.Count));
        Entities.Add([entity]);
    }

    private bool TryWrite(Entity entity, out SubgraphFailure? failure)
    {
        output.Write("{\"__typename\":"u8);
        output.Write(_open);
        foreach (var field in planned.Representation.Common)
        {
            failure = entity.FailureOf(field.Slot);
            if (failure is not null) return false;
            output.Write((byte)',');
            output.Write(field.NameJson);
            var start = output.Length;
            WriteField(entity, field);
            if (field.IsKey && output.Written[start..].SequenceEqual("null"u8)) return false;
        }

        output.Write((byte)'}');
        failure = null;
        return true;
    }

    private void WriteField(Entity entity, RepresentationField field)
    {
        var below = field.Below;
        if (below.Count > 0 && below.Exists(part => part.Link.Child.IsKept))
        {
            WriteKept([.. below.Select(part => (entity.Follow(part.Link, supergraph), part.Shape))]);
            return;
        }

        WriteElement(Property(entity.Slots[field.Slot], field.Key), below.ConvertAll(part => part.Shape));
    }

    private static JsonElement Property(JsonElement element, byte[] key) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(key, out var value) ? value : default;

    private void WriteElement(JsonElement element, List<RepresentationShape> shapes)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Undefined:
                output.Write("null"u8);
                break;
            case JsonValueKind.Array when shapes.Count > 0:
                output.Write((byte)'[');
                foreach (var item in element.EnumerateArray())
                {
                    if (output.Written[^1] != '[') output.Write((byte)',');
                    WriteElement(item, shapes);
                }

                output.Write((byte)']');
                break;
            case JsonValueKind.Object when shapes.Count > 0:
                WriteObject(shapes, ElementType.Of(element, supergraph), field => WriteElement(Property(element, field.Key), field.Below.ConvertAll(part => part.Shape)));
                break;
            default:
                output.Write(JsonMarshal.GetRawUtf8Value(element));
                break;
        }
    }

    // Several places can hold parts of one object when a key or a requirement was resolved from more than one subgraph.
    private void WriteKept(List<(object? Value, RepresentationShape Shape)> parts)
    {
        switch (parts.Find(part => part.Value is not null).Value)
        {
            case null:
                output.Write("null"u8);
                break;
            case List<object?> list:
                output.Write((byte)'[');
                for (var i = 0; i < list.Count; i++)
                {
                    if (i > 0) output.Write((byte)',');
                    WriteKept(parts.ConvertAll(part => (part.Value is List<object?> items && i < items.Count ? items[i] : null, part.Shape)));
                }

                output.Write((byte)']');
                break;
            default:
                output.Write((byte)'{');
                var written = new HashSet<string>(StringComparer.Ordinal);
                foreach (var (value, shape) in parts)
                {
                    if (value is Entity entity) WriteFields(FieldsOf([shape], entity.TypeIn(supergraph), written), shape.IsAbstract ? entity.TypeIn(supergraph) : null, field => WriteField(entity, field), written);
                }

                output.Write((byte)'}');
                break;
        }
    }

    private void WriteObject(List<RepresentationShape> shapes, SupergraphType? type, Action<RepresentationField> write)
    {
        output.Write((byte)'{');
        var written = new HashSet<string>(StringComparer.Ordinal);
        WriteFields(FieldsOf(shapes, type, written), shapes.Exists(shape => shape.IsAbstract) ? type : null, write, written);
        output.Write((byte)'}');
    }

    private void WriteFields(List<RepresentationField> fields, SupergraphType? typename, Action<RepresentationField> write, HashSet<string> written)
    {
        if (typename is not null && written.Add(FieldDemand.Typename))
        {
            Separate();
            output.Write("\"__typename\":"u8);
            output.Write(JsonSerializer.SerializeToUtf8Bytes(typename.Name));
        }

        foreach (var field in fields)
        {
            Separate();
            output.Write(field.NameJson);
            write(field);
        }
    }

    private void Separate()
    {
        if (output.Written[^1] != '{') output.Write((byte)',');
    }

    private static List<RepresentationField> FieldsOf(List<RepresentationShape> shapes, SupergraphType? type, HashSet<string> written)
    {
        var fields = new List<RepresentationField>();
        foreach (var shape in shapes)
        {
            fields.AddRange(shape.Common.Where(field => written.Add(field.Name)));
            if (type is not null && shape.Cases.TryGetValue(type, out var own)) fields.AddRange(own.Where(field => written.Add(field.Name)));
        }

        return fields;
    }
}
