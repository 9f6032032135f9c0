using System.Text.Json;
using System.Text.Json.Nodes;

namespace IbmPlatform.GraphQL.Tests.Differential;

/// <summary>
/// Puts an answer that came in parts together, as a client does, and checks on the way that the parts keep to the format: what is told
/// refers to what is pending, every part ends once, and the last payload alone has nothing after it.
/// </summary>
internal sealed class MergedAnswer
{
    private readonly Dictionary<string, (JsonArray Path, string Name)> _pending = [];
    private readonly HashSet<string> _used = [];
    private readonly JsonObject _root;

    public MergedAnswer(IReadOnlyList<JsonElement> payloads)
    {
        _root = new JsonObject { ["data"] = JsonNode.Parse(payloads[0].GetProperty("data").GetRawText()) };
        foreach (var payload in payloads)
        {
            var isLast = payload.Equals(payloads[^1]);
            Assert.Equal(!isLast, payload.GetProperty("hasNext").GetBoolean());
            Errors.AddRange(List(payload, "errors").Select(e => e.GetProperty("path").GetRawText()));
            foreach (var pending in List(payload, "pending")) Announce(pending);
            foreach (var part in List(payload, "incremental")) Apply(part);
            foreach (var completed in List(payload, "completed")) Complete(completed);
        }

        Assert.Empty(_pending);
    }

    /// <summary>What all payloads together tell.</summary>
    public JsonNode? Data => _root["data"];

    /// <summary>The paths of errors in initial and incremental parts.</summary>
    public List<string> Errors { get; } = [];

    /// <summary>Path and label of each part that failed. (Of those that did not, one may be left out: its fields may have come with another.)</summary>
    public List<string> Failed { get; } = [];

    private static JsonElement[] List(JsonElement holder, string name) =>
        holder.TryGetProperty(name, out var list) ? [.. list.EnumerateArray()] : [];

    private void Announce(JsonElement pending)
    {
        var id = pending.GetProperty("id").GetString()!;
        Assert.True(_used.Add(id), $"The id {id} is used twice.");
        var path = pending.GetProperty("path").GetRawText();
        _pending.Add(id, (JsonNode.Parse(path)!.AsArray(), $"{path} {(pending.TryGetProperty("label", out var label) ? label.GetString() : "")}"));
    }

    private void Apply(JsonElement part)
    {
        var (path, name) = _pending[part.GetProperty("id").GetString()!];
        Errors.AddRange(List(part, "errors").Select(e => e.GetProperty("path").GetRawText()));
        var at = path.Aggregate(_root["data"], Step);
        if (part.TryGetProperty("items", out var items))
        {
            Assert.True(at is JsonArray, $"Items come for {name}, where there is no list.");
            foreach (var item in items.EnumerateArray()) at!.AsArray().Add(JsonNode.Parse(item.GetRawText()));
            return;
        }

        at = List(part, "subPath").Select(s => JsonNode.Parse(s.GetRawText())).Aggregate(at, Step);
        Assert.True(at is JsonObject, $"Data come for {name}, where there is no object.");
        Merge(at!.AsObject(), JsonNode.Parse(part.GetProperty("data").GetRawText())!.AsObject());
    }

    private void Complete(JsonElement completed)
    {
        Assert.True(_pending.Remove(completed.GetProperty("id").GetString()!, out var ended), "What is completed is not pending.");
        if (completed.TryGetProperty("errors", out _)) Failed.Add(ended.Name);
    }

    private static JsonNode? Step(JsonNode? at, JsonNode? step) =>
        step!.GetValueKind() == JsonValueKind.Number ? at![step.GetValue<int>()] : at![step.GetValue<string>()];

    private static void Merge(JsonObject target, JsonObject added)
    {
        foreach (var (name, value) in added.ToList())
        {
            added.Remove(name);
            if (value is JsonObject inner && target[name] is JsonObject known) Merge(known, inner);
            else
            {
                // A field is delivered once; only objects are told in several parts.
                Assert.False(target.ContainsKey(name), $"The field {name} is delivered twice.");
                target[name] = value;
            }
        }
    }
}
