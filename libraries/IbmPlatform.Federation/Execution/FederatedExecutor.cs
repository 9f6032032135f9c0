using System.Buffers;
using System.Text.Json;
using IbmPlatform.Federation.Supergraphs;
using IbmPlatform.GraphQL.Costs;
using IbmPlatform.GraphQL.Diagnostics;
using IbmPlatform.GraphQL.Errors;
using IbmPlatform.GraphQL.Execution;
using IbmPlatform.GraphQL.Language;

namespace IbmPlatform.Federation.Execution;

/// <summary>Answers GraphQL requests from the subgraphs of a supergraph. One instance serves all requests.</summary>
public sealed class FederatedExecutor : IGraphQLStreamHandler, IBatchAdmission
{
    // Longer documents are rare and would let a few clients fill the memory with their texts.
    private const int MaxKeptChars = 32 * 1024;

    private readonly Supergraph _supergraph;
    private readonly ISubgraphClient _client;
    private readonly FederatedExecutorOptions _options;
    private readonly CostModel _costs;
    private readonly BoundedCache<string, PreparedDocument> _documents;

    /// <summary>Creates an executor.</summary>
    public FederatedExecutor(Supergraph supergraph, ISubgraphClient client, FederatedExecutorOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(supergraph);
        ArgumentNullException.ThrowIfNull(client);
        _supergraph = supergraph;
        _client = client;
        _options = options ?? new();
        _costs = new CostModel(supergraph.ApiSchema, _options.Cost);
        _documents = new BoundedCache<string, PreparedDocument>(_options.MaxCachedDocuments);
    }

    /// <inheritdoc/>
    public async ValueTask<ExecutionOutcome> HandleAsync(
        GraphQLRequest request, RequestContext context, IBufferWriter<byte> output, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(output);
        var watch = RequestWatch.Start(_options.TimeProvider, _options.OnSlowOperation is null ? null : _options.SlowOperationThreshold);
        PreparedRun? prepared = null;
        ExecutionOutcome? outcome = null;
        try
        {
            prepared = Prepare(request, out var refusal);
            var answered = prepared is null ? Refuse(refusal, output)
                : RefuseToRun(request, prepared, context, output) ?? await RunAsync(prepared, context, output, cancellationToken).ConfigureAwait(false);
            outcome = answered;
            return answered;
        }
        finally
        {
            var operation = prepared?.Plan.Operation;
            if (watch.End(request, operation?.Operation, operation is null ? request.OperationName : operation.Name, outcome) is { } slow)
                _options.OnSlowOperation!(slow, context);
        }
    }

    private static ExecutionOutcome Refuse(RunRefusal refusal, IBufferWriter<byte> output)
    {
        var refused = Refuse(refusal.Errors, output);
        return refusal.IsMutationByGet ? refused with { Kind = OutcomeKind.MutationRefused } : refused;
    }

    /// <summary>The refusal, which has been written, of an operation that needs a stream or a client whose budget is spent; else null.</summary>
    private ExecutionOutcome? RefuseToRun(GraphQLRequest request, PreparedRun prepared, RequestContext context, IBufferWriter<byte> output)
    {
        if (prepared.Plan.Operation.Operation == OperationType.Subscription) return Refuse([SubscriptionByOneAnswer], output);
        return request.IsPaid ? null : Charge(context, prepared.Cost, output);
    }

    /// <inheritdoc/>
    public ExecutionOutcome? Admit(IReadOnlyList<GraphQLRequest> requests, RequestContext context, IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(requests);
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(output);
        var total = requests.Aggregate(default(CostEstimate), (sum, request) => Prepare(request, out _) is { } prepared ? sum.Plus(prepared.Cost) : sum);
        var refusals = CostRefusals.OfBatch(requests.Count, total, _options.Cost);
        return refusals.Count > 0 ? Refuse(refusals, output) : Charge(context, total, output);
    }

    /// <summary>Takes a cost off the client's budget; the refusal, which has been written, when there is not enough left.</summary>
    internal ExecutionOutcome? Charge(RequestContext context, CostEstimate cost, IBufferWriter<byte> output) =>
        _options.Budget is { } budget && budget.Spend(context.Client, cost) is { } wait
            ? Refuse([CostRefusals.Spent(cost.Total, budget, wait)], output) with { Kind = OutcomeKind.BudgetSpent, RetryAfter = wait }
            : null;

    /// <inheritdoc/>
    public ValueTask<AnswerStream> OpenAsync(GraphQLRequest request, RequestContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(context);
        return ValueTask.FromResult(Prepare(request, out _) is { Plan.Operation.Operation: OperationType.Subscription } prepared
            ? new FederatedSubscription(this, prepared, context, _client, HeadersFor(context), _options, cancellationToken)
            : AnswerStream.Of(this, request, context, cancellationToken));
    }

    private static GraphQLError SubscriptionByOneAnswer => GraphQLError.WithCode(
        "A subscription has many answers; send it with \"Accept: text/event-stream\", or over a WebSocket (graphql-transport-ws).",
        ExecutionErrorCodes.NotSupported);

    private PreparedRun? Prepare(GraphQLRequest request, out RunRefusal refusal)
    {
        var document = request.Query.Length > MaxKeptChars
            ? PreparedDocument.Of(request.Query, _supergraph, _options)
            : _documents.GetOrAdd(request.Query, query => PreparedDocument.Of(query, _supergraph, _options));
        if (document.Errors.Count > 0) return Refuse(document.Errors, out refusal);
        if (document.Find(request.OperationName) is not { } operation)
        {
            var message = request.OperationName is null ? "The document has several operations; say which to run in operationName." : $"The document has no operation named \"{request.OperationName}\".";
            return Refuse([GraphQLError.WithCode(message, GatewayErrorCodes.OperationResolution)], out refusal);
        }

        if (request.QueriesOnly && operation.Definition.Operation == OperationType.Mutation)
        {
            refusal = new RunRefusal([GraphQLError.WithCode("A mutation must be sent by POST.", ExecutionErrorCodes.MutationNotAllowed)], IsMutationByGet: true);
            return null;
        }

        if (!TryReadVariables(request, out var given)) return Refuse([GraphQLError.WithCode("The variables are no JSON object.", GatewayErrorCodes.BadVariable)], out refusal);
        if (_options.Limits.Check(given) is { } tooMany) return Refuse([tooMany], out refusal);
        var coercion = new VariableCoercion(_supergraph.ApiSchema);
        var variables = coercion.Coerce(operation.Definition, given);
        if (coercion.Errors.Count > 0) return Refuse(coercion.Errors, out refusal);
        var cost = operation.CostOf(_costs, given, out var tooDear);
        if (tooDear.Count > 0) return Refuse(tooDear, out refusal);
        var (plan, error) = operation.PlanFor(variables);
        if (plan is null) return Refuse([error!], out refusal);
        refusal = default;
        return new PreparedRun(plan, variables) { Cost = cost, ReportsCost = request.ReportCost || CostReport.IsAsked(request.Extensions) };
    }

    private static PreparedRun? Refuse(IReadOnlyList<GraphQLError> errors, out RunRefusal refusal)
    {
        refusal = new RunRefusal(errors);
        return null;
    }

    private static bool TryReadVariables(GraphQLRequest request, out JsonElement variables)
    {
        variables = request.Variables;
        try
        {
            if (variables.ValueKind == JsonValueKind.Undefined && !request.VariablesUtf8.IsEmpty) variables = JsonSerializer.Deserialize<JsonElement>(request.VariablesUtf8.Span);
        }
        catch (JsonException)
        {
            return false;
        }

        return variables.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null or JsonValueKind.Object;
    }

    private async Task<ExecutionOutcome> RunAsync(PreparedRun prepared, RequestContext context, IBufferWriter<byte> output, CancellationToken cancellationToken)
    {
        using var stage = Stage.Execute(_options.TimeProvider, prepared.Plan.Operation.Operation);
        var errors = new ErrorLog(_options.MaxErrors);
        using var run = Begin(prepared, HeadersFor(context), errors);
        await run.RunAsync(cancellationToken).ConfigureAwait(false);
        return Write(prepared, run, errors, output);
    }

    internal PlanRun Begin(PreparedRun prepared, IReadOnlyDictionary<string, string> headers, ErrorLog errors) =>
        new(_supergraph, prepared.Plan, _client, _options, headers, prepared.Variables, errors);

    internal ExecutionOutcome Write(PreparedRun prepared, PlanRun run, ErrorLog errors, IBufferWriter<byte> output)
    {
        using var answer = new AnswerBuffer();
        answer.Write("{\"data\":"u8);
        new AnswerWriter(_supergraph, answer, errors, new IntrospectionWriter(_supergraph.ApiSchema, answer, prepared.Variables)).Write(prepared.Plan.Answer, run.Root);
        if (errors.Count > 0)
        {
            answer.Write(",\"errors\":"u8);
            errors.Write(answer);
        }

        output.Write(answer.Written);
        if (prepared.ReportsCost)
        {
            output.Write(","u8);
            CostReport.Write(prepared.Cost, _options.Cost, output);
        }

        output.Write("}"u8);
        return new ExecutionOutcome(OutcomeKind.Executed, errors.Count);
    }

    private Dictionary<string, string> HeadersFor(RequestContext context)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        if (context.AcceptLanguage is { } language && _options.ForwardedHeaders.Contains("Accept-Language", StringComparer.OrdinalIgnoreCase)) headers["Accept-Language"] = language;
        foreach (var (name, value) in context.Headers ?? new Dictionary<string, string>())
        {
            if (_options.ForwardedHeaders.Contains(name, StringComparer.OrdinalIgnoreCase)) headers[name] = value;
        }

        return headers;
    }

    internal static ExecutionOutcome Refuse(IReadOnlyList<GraphQLError> errors, IBufferWriter<byte> output)
    {
        using var answer = new AnswerBuffer();
        answer.Write("{\"errors\":"u8);
        ErrorJson.Write(errors, answer);
        answer.Write((byte)'}');
        output.Write(answer.Written);
        return new ExecutionOutcome(OutcomeKind.RequestError, errors.Count);
    }
}
