using System.Buffers;
using System.Text.Json;
using IbmPlatform.Federation.Execution;
using IbmPlatform.GraphQL.Errors;
using IbmPlatform.GraphQL.Language;

namespace IbmPlatform.Gateway.Node;

/// <summary>
/// The subgraph of <c>node(id:)</c> and <c>nodes(ids:)</c>, hosted by the gateway's process. An id's prefix gives the type and the
/// owner's <c>_entities</c> confirms that the entity exists; an id that names nothing is null.
/// </summary>
internal sealed class NodeSubgraph(EntityDirectory directory, ISubgraphClient owners) : ISubgraphClient
{
    /// <summary>The address that a supergraph gives the subgraph: in this process.</summary>
    public const string Url = "local:node";

    /// <summary>How many ids one request may name: stops a request from asking every owner for everything.</summary>
    public const int MaxIds = 1_000;

    private readonly Existence _existence = new(owners);

    public async ValueTask<SubgraphResponse> SendAsync(SubgraphRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var output = new ArrayBufferWriter<byte>();
        try
        {
            var operation = Parser.ParseDocument(request.Query, ParserOptions.Trusted).Definitions.OfType<OperationDefinitionNode>().Single();
            using var variables = request.Variables.IsEmpty ? null : JsonDocument.Parse(request.Variables);
            var values = new RequestValues(variables?.RootElement, operation);
            var fields = Root(operation, values).ToList();
            var found = await _existence.ConfirmAsync(Entities(fields, values), operation, values, request.Headers, cancellationToken).ConfigureAwait(false);
            NodeAnswer.Write(output, fields, values, directory, found);
        }
        catch (GraphQLException fault)
        {
            // The request is at fault, not this subgraph: the client is told as any other subgraph tells it.
            output.Clear();
            using var answer = new Utf8JsonWriter(output);
            JsonSerializer.Serialize(answer, new { data = (object?)null, errors = new[] { new { message = fault.Error.Message, extensions = new { code = fault.Error.Code } } } });
        }

        return new SubgraphResponse(output.WrittenMemory);
    }

    private static IEnumerable<FieldNode> Root(OperationDefinitionNode operation, RequestValues values)
    {
        foreach (var field in values.Fields(operation.SelectionSet, _ => true))
        {
            if (field.Name is not ("node" or "nodes" or "__typename")) throw GraphQLException(field.Name);
            yield return field;
        }
    }

    private HashSet<(NodeEntity Entity, string Id)> Entities(IEnumerable<FieldNode> fields, RequestValues values)
    {
        var wanted = fields.SelectMany(values.Ids).OfType<string>().ToHashSet(StringComparer.Ordinal);
        if (wanted.Count > MaxIds) throw new GraphQLException($"{wanted.Count} ids are asked for at once; ask for at most {MaxIds}.", "BAD_USER_INPUT");
        return [.. wanted.Select(id => (Entity: directory.Find(id), Id: id)).Where(pair => pair.Entity is not null).Select(pair => (pair.Entity!, pair.Id))];
    }

    private static GraphQLException GraphQLException(string field) => new($"The node subgraph has no field \"{field}\"; it has node(id:) and nodes(ids:).", "UNKNOWN_FIELD");
}
