using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using IbmPlatform.GraphQL.Errors;
using IbmPlatform.GraphQL.Execution.Running;

namespace IbmPlatform.GraphQL.Execution.Incremental;

/// <summary>Collects the parts of one payload and names what they refer to (draft, "Response Format").</summary>
internal sealed class PayloadWriter : IDisposable
{
    private readonly RequestContext _context;
    private readonly ArrayBufferWriter<byte> _pending = new();
    private readonly ArrayBufferWriter<byte> _incremental = new();
    private readonly ArrayBufferWriter<byte> _completed = new();
    private readonly Utf8JsonWriter _json;
    private int _nextId;

    public PayloadWriter(RequestContext context)
    {
        _context = context;
        // Entries are joined by hand; values in them are JSON already.
        _json = new Utf8JsonWriter(_pending, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true });
    }

    public bool IsEmpty => _pending.WrittenCount + _incremental.WrittenCount + _completed.WrittenCount == 0;

    public void Dispose() => _json.Dispose();

    public void Announce(IEnumerable<DeliveryGroup> groups, IEnumerable<ItemStream> streams)
    {
        foreach (var group in groups)
        {
            group.Id = _nextId;
            Announce(_nextId++, group.Path, group.Label);
        }

        foreach (var stream in streams)
        {
            stream.Id = _nextId;
            Announce(_nextId++, stream.Path, stream.Plan.Label);
        }
    }

    /// <summary>Adds fields that a group asks for; told relative to the innermost of the open groups that ask for them too.</summary>
    public void AddData(DeliveryGroup group, DeferredTask task)
    {
        var best = group;
        foreach (var other in task.Groups)
        {
            if (other.Id is not null && other.Path.Count > best.Path.Count) best = other;
        }

        Begin(_incremental, best.Id!.Value);
        _json.WritePropertyName("data"u8);
        _json.WriteRawValue(task.Value!.Json.Span, skipInputValidation: true);
        WriteErrors(task.Value.Errors);
        var path = task.Path;
        if (path.Count > best.Path.Count) WritePath("subPath", path.Skip(best.Path.Count));
        End();
    }

    public void AddItems(ItemStream stream, IEnumerable<TaskValue> items)
    {
        Begin(_incremental, stream.Id!.Value);
        _json.WriteStartArray("items"u8);
        var errors = new List<GraphQLError>();
        foreach (var (json, told) in items)
        {
            _json.WriteRawValue(json.Span, skipInputValidation: true);
            errors.AddRange(told);
        }

        _json.WriteEndArray();
        WriteErrors(errors);
        End();
    }

    public void Complete(DeliveryGroup group, GraphQLError? error = null)
    {
        Complete(group.Id!.Value, error);
        group.Id = null;
    }

    public void Complete(ItemStream stream, GraphQLError? error = null) => Complete(stream.Id!.Value, error);

    /// <summary>Writes the members of a payload that have been collected, each with a comma before it, and begins the next.</summary>
    public void Flush(IBufferWriter<byte> output)
    {
        Flush(",\"pending\":["u8, _pending, output);
        Flush(",\"incremental\":["u8, _incremental, output);
        Flush(",\"completed\":["u8, _completed, output);
    }

    private static void Flush(ReadOnlySpan<byte> name, ArrayBufferWriter<byte> entries, IBufferWriter<byte> output)
    {
        if (entries.WrittenCount == 0) return;
        output.Write(name);
        output.Write(entries.WrittenSpan);
        output.Write("]"u8);
        entries.ResetWrittenCount();
    }

    private void Announce(int id, IReadOnlyList<PathSegment> path, string? label)
    {
        Begin(_pending, id);
        WritePath("path", path);
        if (label is not null) _json.WriteString("label"u8, label);
        End();
    }

    private void Complete(int id, GraphQLError? error)
    {
        Begin(_completed, id);
        if (error is not null) WriteErrors([error]);
        End();
    }

    private void Begin(ArrayBufferWriter<byte> entries, int id)
    {
        if (entries.WrittenCount > 0) entries.Write(","u8);
        _json.Reset(entries);
        _json.WriteStartObject();
        _json.WriteString("id"u8, id.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    private void End()
    {
        _json.WriteEndObject();
        _json.Flush();
    }

    private void WriteErrors(IReadOnlyList<GraphQLError> errors)
    {
        if (errors.Count == 0) return;
        _json.WritePropertyName("errors"u8);
        ErrorWriter.Write(errors, _context, _json);
    }

    private void WritePath(string name, IEnumerable<PathSegment> path)
    {
        _json.WriteStartArray(name);
        foreach (var (field, index) in path)
        {
            if (field is null) _json.WriteNumberValue(index);
            else _json.WriteStringValue(field.ResponseName);
        }

        _json.WriteEndArray();
    }
}
