using System.Buffers;
using IbmPlatform.GraphQL.Execution.Planning;
using IbmPlatform.GraphQL.Execution.Running;

namespace IbmPlatform.GraphQL.Execution;

/// <summary>An answer that comes in parts, or whole: what follows the first payload, which has been written already.</summary>
public sealed class IncrementalAnswer : IDisposable
{
    private readonly OperationRun? _run;
    private readonly PreparedRequest? _request;

    internal IncrementalAnswer(ExecutionOutcome outcome, OperationRun run, PreparedRequest request)
    {
        Outcome = outcome;
        _run = run;
        _request = request;
    }

    private IncrementalAnswer(ExecutionOutcome outcome) => Outcome = outcome;

    /// <summary>What became of the request, as far as the first payload tells.</summary>
    public ExecutionOutcome Outcome { get; }

    /// <summary>Whether another payload follows.</summary>
    public bool HasNext => _run?.Incremental!.HasNext == true;

    /// <summary>An answer whose first payload is all of it.</summary>
    public static IncrementalAnswer Whole(ExecutionOutcome outcome) => new(outcome);

    /// <summary>Executes what is left as far as there is something to tell, and writes it as UTF-8 JSON: <c>hasNext</c>, <c>pending</c>,
    /// <c>incremental</c>, <c>completed</c>.</summary>
    /// <exception cref="InvalidOperationException">Nothing is left: see <see cref="HasNext"/>.</exception>
    /// <exception cref="OperationCanceledException">The request was cancelled.</exception>
    public ValueTask WriteNextAsync(IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(output);
        if (!HasNext) throw new InvalidOperationException("The answer is complete: no payload follows.");
        return _run!.Incremental!.WriteNextAsync(_run, output);
    }

    /// <summary>Stops what is still running.</summary>
    public void Dispose()
    {
        _run?.Dispose();
        _request?.Dispose();
    }
}
