using System.Buffers;
using System.Text.Json;
using IbmPlatform.GraphQL.Errors;
using IbmPlatform.GraphQL.Language;

namespace IbmPlatform.Gateway.Node;

/// <summary>Writes the node subgraph's answer.</summary>
internal sealed class NodeAnswer
{
    private readonly Utf8JsonWriter _json;
    private readonly RequestValues _values;
    private readonly EntityDirectory _directory;
    private readonly Existence.Result _existence;
    private readonly List<(List<object> Path, string Message)> _errors = [];

    private NodeAnswer(Utf8JsonWriter json, RequestValues values, EntityDirectory directory, Existence.Result existence)
    {
        _json = json;
        _values = values;
        _directory = directory;
        _existence = existence;
    }

    public static void Write(IBufferWriter<byte> output, IReadOnlyList<FieldNode> fields, RequestValues values, EntityDirectory directory, Existence.Result existence)
    {
        using var json = new Utf8JsonWriter(output);
        var answer = new NodeAnswer(json, values, directory, existence);
        json.WriteStartObject();
        json.WriteStartObject("data"u8);
        foreach (var field in fields.DistinctBy(field => field.ResponseName)) answer.WriteRoot(field, [.. fields.Where(other => other.ResponseName == field.ResponseName)]);
        json.WriteEndObject();
        answer.WriteErrors();
        json.WriteEndObject();
    }

    private void WriteRoot(FieldNode field, IReadOnlyList<FieldNode> same)
    {
        _json.WritePropertyName(field.ResponseName);
        if (field.Name == "__typename")
        {
            _json.WriteStringValue("Query"u8);
            return;
        }

        var ids = _values.Ids(field);
        if (field.Name == "node")
        {
            WriteNode(ids.Count > 0 ? ids[0] : null, same, [field.ResponseName]);
            return;
        }

        _json.WriteStartArray();
        for (var i = 0; i < ids.Count; i++) WriteNode(ids[i], same, [field.ResponseName, i]);
        _json.WriteEndArray();
    }

    private void WriteNode(string? id, IReadOnlyList<FieldNode> selections, List<object> path)
    {
        if (id is not null && _existence.Unknown.TryGetValue(id, out var fault)) _errors.Add((path, fault));
        if (id is null || !_existence.Found.Contains(id) || _directory.Find(id) is not { } entity)
        {
            _json.WriteNullValue();
            return;
        }

        var interfaces = _directory.Interfaces[entity.Type];
        var fields = selections.SelectMany(selection => _values.Fields(selection.SelectionSet!, type => type == entity.Type || interfaces.Contains(type)));
        _json.WriteStartObject();
        foreach (var field in fields.DistinctBy(field => field.ResponseName))
        {
            _json.WriteString(field.ResponseName, field.Name switch
            {
                "__typename" => entity.Type,
                "id" => id,
                _ => throw new GraphQLException($"The node subgraph knows only the id of a \"{entity.Type}\", not \"{field.Name}\".", "UNKNOWN_FIELD"),
            });
        }

        _json.WriteEndObject();
    }

    private void WriteErrors()
    {
        if (_errors.Count == 0) return;
        _json.WriteStartArray("errors"u8);
        foreach (var (path, message) in _errors)
        {
            _json.WriteStartObject();
            _json.WriteString("message"u8, message);
            _json.WriteStartArray("path"u8);
            foreach (var step in path)
            {
                if (step is int index) _json.WriteNumberValue(index);
                else _json.WriteStringValue((string)step);
            }

            _json.WriteEndArray();
            _json.WriteStartObject("extensions"u8);
            _json.WriteString("code"u8, "SUBGRAPH_UNAVAILABLE"u8);
            _json.WriteEndObject();
            _json.WriteEndObject();
        }

        _json.WriteEndArray();
    }
}
