using System.Buffers;
using System.Text.Json;
using IbmPlatform.Federation.Execution;
using IbmPlatform.Federation.Supergraphs;
using IbmPlatform.GraphQL.Language;

namespace IbmPlatform.Gateway.Node;

/// <summary>Asks the owners which entities exist: one request an owner.</summary>
internal sealed class Existence(ISubgraphClient owners)
{
    /// <summary>What became of each id asked for: absent from both sets when it names nothing.</summary>
    public sealed record Result(IReadOnlySet<string> Found, IReadOnlyDictionary<string, string> Unknown);

    /// <summary>The ids that exist, and for those whose owner can't be asked, why.</summary>
    public async Task<Result> ConfirmAsync(
        IEnumerable<(NodeEntity Entity, string Id)> entities, OperationDefinitionNode operation, RequestValues values, IReadOnlyDictionary<string, string> headers, CancellationToken cancellationToken)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        var unknown = new Dictionary<string, string>(StringComparer.Ordinal);
        var asked = entities.GroupBy(pair => pair.Entity.Owner).Select(async group =>
        {
            var wanted = group.ToList();
            return (Wanted: wanted, Answer: await AskAsync(group.Key, wanted, operation, values, headers, cancellationToken).ConfigureAwait(false));
        }).ToList();
        foreach (var (wanted, answer) in await Task.WhenAll(asked).ConfigureAwait(false))
        {
            for (var i = 0; i < wanted.Count; i++)
            {
                if (answer.Fault is not null) unknown[wanted[i].Id] = answer.Fault;
                else if (answer.Exists[i]) found.Add(wanted[i].Id);
            }
        }

        return new Result(found, unknown);
    }

    private async Task<(bool[] Exists, string? Fault)> AskAsync(
        Subgraph owner, List<(NodeEntity Entity, string Id)> wanted, OperationDefinitionNode operation, RequestValues values, IReadOnlyDictionary<string, string> headers, CancellationToken cancellationToken)
    {
        // The operation's own directives hold for the owner too: with @asOf the question is what existed then.
        var used = operation.Directives.SelectMany(directive => directive.Arguments).Select(argument => argument.Value).OfType<VariableNode>().Select(variable => variable.Name).ToHashSet();
        var declared = string.Concat(operation.Variables.Where(variable => used.Contains(variable.Name)).Select(variable => $",${variable.Name}:{variable.Type}"));
        var request = new SubgraphRequest
        {
            Subgraph = owner,
            Query = $"query($representations:[_Any!]!{declared}){string.Concat(operation.Directives)}{{_entities(representations:$representations){{__typename}}}}",
            Variables = Variables(wanted, used, values),
            Headers = headers,
        };
        try
        {
            using var response = await owners.SendAsync(request, cancellationToken).ConfigureAwait(false);
            using var answer = JsonDocument.Parse(response.Body);
            return Read(owner, answer.RootElement, wanted.Count);
        }
        catch (SubgraphException fault)
        {
            return ([], $"Subgraph \"{owner.Name}\" can't say whether it exists: {fault.Message.TrimEnd('.')}.");
        }
        catch (JsonException)
        {
            return ([], $"Subgraph \"{owner.Name}\" can't say whether it exists: its answer is no JSON.");
        }
    }

    private static (bool[] Exists, string? Fault) Read(Subgraph owner, JsonElement answer, int count)
    {
        if (answer.TryGetProperty("data", out var data) && data.ValueKind == JsonValueKind.Object
            && data.TryGetProperty("_entities", out var list) && list.ValueKind == JsonValueKind.Array && list.GetArrayLength() == count
            && !answer.TryGetProperty("errors", out _))
            return ([.. list.EnumerateArray().Select(item => item.ValueKind == JsonValueKind.Object)], null);
        var message = answer.TryGetProperty("errors", out var errors) && errors.ValueKind == JsonValueKind.Array && errors.GetArrayLength() > 0
            && errors[0].TryGetProperty("message", out var text) ? text.ToString() : "its answer has no _entities";
        return ([], $"Subgraph \"{owner.Name}\" can't say whether it exists: {message.TrimEnd('.')}.");
    }

    private static ReadOnlyMemory<byte> Variables(List<(NodeEntity Entity, string Id)> wanted, HashSet<string> used, RequestValues values)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartObject();
        json.WriteStartArray("representations"u8);
        foreach (var (entity, id) in wanted)
        {
            json.WriteStartObject();
            json.WriteString("__typename"u8, entity.Type);
            json.WriteString("id"u8, id);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        foreach (var name in used.Where(name => values.Variable(name).ValueKind != JsonValueKind.Undefined))
        {
            json.WritePropertyName(name);
            values.Variable(name).WriteTo(json);
        }

        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenMemory;
    }
}
