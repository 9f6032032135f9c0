using System.Text.Json;
using IbmPlatform.Federation.Planning;
using IbmPlatform.Federation.Supergraphs;

namespace IbmPlatform.Federation.Execution;

/// <summary>
/// Runs the requests of one plan: each starts as soon as those that it waits for are answered, and what it brings goes into the slots
/// of the objects it was made for. A subgraph that fails costs those slots only.
/// </summary>
internal sealed class PlanRun(
    Supergraph supergraph,
    QueryPlan plan,
    ISubgraphClient client,
    FederatedExecutorOptions options,
    IReadOnlyDictionary<string, string> headers,
    IReadOnlyDictionary<string, byte[]> variables,
    ErrorLog errors) : IDisposable
{
    // Walking to a place creates its objects; requests that run at once walk one after another.
    private readonly Lock _objects = new();
    private readonly List<IDisposable> _responses = [];

    public Entity Root { get; } = new(plan.Answer.Place, null, []);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var running = new Task[plan.Requests.Count];
        foreach (var request in plan.Requests)
            running[request.Id] = RunAsync(request, [.. request.DependsOn.Select(before => running[before.Id])], cancellationToken);
        await Task.WhenAll(running).ConfigureAwait(false);
    }

    /// <summary>
    /// Runs what follows on an event of a subscription's own request; a failure when the subgraph brought none. The response is disposed
    /// with this run.
    /// </summary>
    public async Task<SubgraphFailure?> RunAfterAsync(PlannedRequest source, SubgraphResponse response, CancellationToken cancellationToken)
    {
        if (Receive(source, response, []) is { } failure) return failure;
        var running = new Task[plan.Requests.Count];
        running[source.Id] = Task.CompletedTask;
        foreach (var request in plan.Requests.Where(request => request != source))
            running[request.Id] = RunAsync(request, [.. request.DependsOn.Select(before => running[before.Id])], cancellationToken);
        await Task.WhenAll(running).ConfigureAwait(false);
        return null;
    }

    /// <summary>What is sent to subscribe.</summary>
    public SubgraphRequest SourceRequest(PlannedRequest source)
    {
        using var body = new AnswerBuffer();
        Prepare(source, body);
        return RequestOf(source, body);
    }

    public void Dispose()
    {
        foreach (var response in _responses) response.Dispose();
    }

    private async Task RunAsync(PlannedRequest request, Task[] before, CancellationToken cancellationToken)
    {
        await Task.WhenAll(before).ConfigureAwait(false);
        using var body = new AnswerBuffer();
        var targets = Prepare(request, body);
        if (targets is null) return;
        var failure = await SendAsync(request, body, targets, cancellationToken).ConfigureAwait(false);
        if (failure is not null) Fail(request, targets, failure);
    }

    /// <summary>Writes the variables; null when there is no object to ask for.</summary>
    private List<List<Entity>>[]? Prepare(PlannedRequest request, AnswerBuffer body)
    {
        var targets = new List<List<Entity>>[request.Fetches.Count];
        body.Write((byte)'{');
        if (!request.IsRoot)
        {
            lock (_objects)
            {
                for (var i = 0; i < targets.Length; i++) targets[i] = Represent(request.Fetches[i], body);
            }

            if (Array.TrueForAll(targets, target => target.Count == 0)) return null;
        }

        foreach (var name in request.Variables)
        {
            if (!variables.TryGetValue(name, out var value)) continue;
            WriteName(name, body);
            body.Write(value);
        }

        body.Write((byte)'}');
        return targets;
    }

    private List<List<Entity>> Represent(PlannedFetch planned, AnswerBuffer body)
    {
        WriteName(planned.Variable, body);
        body.Write((byte)'[');
        var writer = new RepresentationWriter(supergraph, planned, body);
        EntityWalk.Visit(Root, planned.Fetch, supergraph, writer.Add);
        body.Write((byte)']');
        return writer.Entities;
    }

    private static void WriteName(string name, AnswerBuffer body)
    {
        if (body.Written[^1] != '{') body.Write((byte)',');
        body.Write(JsonSerializer.SerializeToUtf8Bytes(name));
        body.Write((byte)':');
    }

    private async Task<SubgraphFailure?> SendAsync(PlannedRequest planned, AnswerBuffer body, List<List<Entity>>[] targets, CancellationToken cancellationToken)
    {
        var subgraph = planned.Subgraph;
        using var timeout = new CancellationTokenSource(options.SubgraphTimeout, options.TimeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        try
        {
            var response = await client.SendAsync(RequestOf(planned, body), either.Token).ConfigureAwait(false);
            return Receive(planned, response, targets);
        }
        catch (OperationCanceledException fault) when (!cancellationToken.IsCancellationRequested)
        {
            options.OnSubgraphFailure?.Invoke(subgraph, fault);
            return new SubgraphFailure(subgraph.Name, $"The service \"{subgraph.Name}\" did not answer within {options.SubgraphTimeout.TotalSeconds:0.###} s.", GatewayErrorCodes.SubgraphTimeout);
        }
        catch (SubgraphException fault)
        {
            options.OnSubgraphFailure?.Invoke(subgraph, fault);
            return new SubgraphFailure(subgraph.Name, $"The service \"{subgraph.Name}\" gave no answer: {fault.Message.TrimEnd('.')}.", GatewayErrorCodes.SubgraphUnavailable);
        }
        catch (JsonException fault)
        {
            options.OnSubgraphFailure?.Invoke(subgraph, fault);
            return new SubgraphFailure(subgraph.Name, $"The service \"{subgraph.Name}\" answered with text that is no JSON.", GatewayErrorCodes.SubgraphUnavailable);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            // Whatever breaks in a client, a subgraph that runs in this process included, costs that subgraph's fields only.
            options.OnSubgraphFailure?.Invoke(subgraph, fault);
            return new SubgraphFailure(subgraph.Name, $"The service \"{subgraph.Name}\" failed.", GatewayErrorCodes.SubgraphUnavailable);
        }
    }

    private SubgraphRequest RequestOf(PlannedRequest planned, AnswerBuffer body) =>
        new() { Subgraph = planned.Subgraph, Query = planned.Query, Variables = body.Length == 2 ? default : body.Written.ToArray(), Headers = headers };

    private SubgraphFailure? Receive(PlannedRequest request, SubgraphResponse response, List<List<Entity>>[] targets)
    {
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(response.Body, new JsonDocumentOptions { MaxDepth = 512 });
        }
        catch (JsonException)
        {
            response.Dispose();
            throw;
        }

        lock (_objects)
        {
            _responses.Add(document);
            _responses.Add(response);
            return new ResponseReader(request, plan, Root, errors).Read(document.RootElement, targets);
        }
    }

    private void Fail(PlannedRequest request, List<List<Entity>>[] targets, SubgraphFailure failure)
    {
        lock (_objects)
        {
            for (var i = 0; i < targets.Length; i++)
            {
                var slot = request.Fetches[i].Fetch.Slot;
                if (request.IsRoot) Root.Fail(slot, failure);
                else targets[i].ForEach(entities => entities.ForEach(entity => entity.Fail(slot, failure)));
            }
        }
    }
}
