using System.Text.Json;
using IbmPlatform.Federation.Planning;
using IbmPlatform.GraphQL.Errors;

namespace IbmPlatform.Federation.Execution;

/// <summary>Puts a subgraph's answer into the slots it was asked for, and its errors under the paths that the client knows.</summary>
internal sealed class ResponseReader(PlannedRequest request, QueryPlan plan, Entity root, ErrorLog errors)
{
    /// <summary>Reads the answer; returns a failure when it brought nothing and says no place.</summary>
    public SubgraphFailure? Read(JsonElement response, List<List<Entity>>[] targets)
    {
        if (response.ValueKind != JsonValueKind.Object) return Refused($"The service \"{request.Subgraph.Name}\" answered with something that is no GraphQL response.", GatewayErrorCodes.SubgraphUnavailable);
        response.TryGetProperty("data"u8, out var data);
        SubgraphFailure? failure = null;
        if (response.TryGetProperty("errors"u8, out var list) && list.ValueKind == JsonValueKind.Array)
        {
            foreach (var error in list.EnumerateArray()) failure = Report(error, targets) ?? failure;
        }
        else if (data.ValueKind != JsonValueKind.Object)
        {
            failure = Refused($"The service \"{request.Subgraph.Name}\" answered with neither data nor errors.", GatewayErrorCodes.SubgraphUnavailable);
        }

        if (data.ValueKind != JsonValueKind.Object) return failure;
        if (failure is not null) errors.Add(failure.Message, failure.Code, [], failure.Subgraph);
        Fill(data, targets);
        return null;
    }

    private SubgraphFailure Refused(string message, string code) => new(request.Subgraph.Name, message, code);

    private void Fill(JsonElement data, List<List<Entity>>[] targets)
    {
        if (request.IsRoot)
        {
            root.Slots[request.Fetches[0].Fetch.Slot] = data;
            return;
        }

        for (var i = 0; i < targets.Length; i++)
        {
            if (!data.TryGetProperty(request.Fetches[i].AliasUtf8, out var found) || found.ValueKind != JsonValueKind.Array) continue;
            var index = 0;
            foreach (var value in found.EnumerateArray())
            {
                if (index == targets[i].Count) break;
                foreach (var entity in targets[i][index]) entity.Slots[request.Fetches[i].Fetch.Slot] = value;
                index++;
            }
        }
    }

    /// <summary>Takes over one error; returns it as a failure when it names no place.</summary>
    private SubgraphFailure? Report(JsonElement error, List<List<Entity>>[] targets)
    {
        if (error.ValueKind != JsonValueKind.Object) return Refused($"The service \"{request.Subgraph.Name}\" reported an error without words.", GatewayErrorCodes.SubgraphError);
        var message = error.TryGetProperty("message"u8, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString()! : "unknown error";
        var extensions = new Dictionary<string, object?>(StringComparer.Ordinal);
        if (error.TryGetProperty("extensions"u8, out var given) && given.ValueKind == JsonValueKind.Object)
        {
            foreach (var property in given.EnumerateObject()) extensions[property.Name] = property.Value.Clone();
        }

        extensions.TryAdd("code", GatewayErrorCodes.SubgraphError);
        extensions.TryAdd("service", request.Subgraph.Name);
        if (!error.TryGetProperty("path"u8, out var path) || path.ValueKind != JsonValueKind.Array || path.GetArrayLength() == 0)
            return Refused(message, extensions["code"] is JsonElement { ValueKind: JsonValueKind.String } code ? code.GetString()! : GatewayErrorCodes.SubgraphError);
        foreach (var place in PlacesOf([.. path.EnumerateArray()], targets)) errors.Add(new GraphQLError(message) { Path = place, Extensions = extensions });
        return null;
    }

    private IEnumerable<IReadOnlyList<object>> PlacesOf(JsonElement[] path, List<List<Entity>>[] targets)
    {
        if (request.IsRoot) return [Translate(path, 0, root, request.Fetches[0].Fetch)];
        for (var i = 0; i < targets.Length; i++)
        {
            if (path[0].ValueKind != JsonValueKind.String || !path[0].ValueEquals(request.Fetches[i].AliasUtf8)) continue;
            var fetch = request.Fetches[i].Fetch;
            if (path.Length > 1 && path[1].ValueKind == JsonValueKind.Number && path[1].TryGetInt32(out var index) && index >= 0 && index < targets[i].Count)
                return targets[i][index].Select(entity => Translate(path, 2, entity, fetch));
            return targets[i].SelectMany(entities => entities).Take(1).Select(entity => Translate([], 0, entity, fetch));
        }

        return [[]];
    }

    /// <summary>The client's path to a place that the subgraph names by its own response names; as far as the client asked for it.</summary>
    private List<object> Translate(JsonElement[] path, int from, Entity entity, Fetch fetch)
    {
        var translated = new List<object>();
        entity.PathTo(translated);
        var shape = ShapeAt(translated);
        var slot = fetch.Slot;
        for (var i = from; i < path.Length && shape is not null; i++)
        {
            if (path[i].ValueKind == JsonValueKind.Number)
            {
                translated.Add(path[i].GetInt32());
                continue;
            }

            var key = path[i];
            var field = FieldsOf(shape).FirstOrDefault(field => field.Slot == slot && field.Key.Length > 0 && key.ValueEquals(field.Key));
            if (field is null) break;
            translated.Add(field.ResponseName);
            slot = field.Link?.Sources.ToList().FindIndex(source => source.Slot == slot) ?? 0;
            shape = field.Below;
        }

        return translated;
    }

    private static IEnumerable<OutputField> FieldsOf(ObjectShape shape) => (shape.AnyType ?? []).Concat(shape.ByType.Values.SelectMany(fields => fields));

    private ObjectShape? ShapeAt(List<object> path)
    {
        var shape = plan.Answer;
        foreach (var name in path.OfType<string>())
        {
            var field = FieldsOf(shape).FirstOrDefault(field => field.ResponseName == name);
            if (field?.Below is null) return null;
            shape = field.Below;
        }

        return shape;
    }
}
