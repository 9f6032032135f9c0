using System.Diagnostics;
using IbmPlatform.GraphQL.Execution;
using IbmPlatform.GraphQL.Language;

namespace IbmPlatform.GraphQL.Diagnostics;

/// <summary>One request while it lasts: an activity, a measured duration, and word of it when it was slow.</summary>
public readonly record struct RequestWatch
{
    private readonly Activity? _activity;
    private readonly TimeProvider? _time;
    private readonly TimeSpan? _slowFrom;
    private readonly long _started;

    private RequestWatch(Activity? activity, TimeProvider time, TimeSpan? slowFrom)
    {
        _activity = activity;
        _time = time;
        _slowFrom = slowFrom;
        _started = time.GetTimestamp();
    }

    /// <summary>A request begins.</summary>
    /// <param name="time">The clock.</param>
    /// <param name="slowFrom">From how long on it is slow; null where nobody wants to know.</param>
    public static RequestWatch Start(TimeProvider time, TimeSpan? slowFrom)
    {
        ArgumentNullException.ThrowIfNull(time);
        var activity = GraphQLDiagnostics.Source.HasListeners()
            ? GraphQLDiagnostics.Source.StartActivity("GraphQL Operation", ActivityKind.Server)
            : null;
        return activity is null && slowFrom is null && !GraphQLDiagnostics.RequestDuration.Enabled ? default : new RequestWatch(activity, time, slowFrom);
    }

    /// <summary>The request ends; what there is to log when it was slow, else null.</summary>
    /// <param name="request">The request.</param>
    /// <param name="type">The operation's type; null when it was refused before one was found.</param>
    /// <param name="name">The operation's name; null where it has none.</param>
    /// <param name="outcome">What became of it; null when it was given up.</param>
    public SlowOperation? End(GraphQLRequest request, OperationType? type, string? name, ExecutionOutcome? outcome)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (_time is null) return null;
        var taken = _time.GetElapsedTime(_started);
        if (GraphQLDiagnostics.RequestDuration.Enabled) Record(taken, type, outcome);
        if (_activity is not null) Describe(_activity, request.Query, type, name, outcome);
        return taken < _slowFrom || _slowFrom is null
            ? null
            : new SlowOperation(name, DocumentFacts.Hash(request.Query), taken, DocumentFacts.CountFields(request.Query, request.OperationName), outcome?.ErrorCount ?? 0);
    }

    // Names are the clients' choice, so that a histogram by name would grow without end: only activities tell them.
    private static void Record(TimeSpan taken, OperationType? type, ExecutionOutcome? outcome)
    {
        var tags = default(TagList);
        if (type is { } known) tags.Add("graphql.operation.type", GraphQLDiagnostics.NameOf(known));
        if (FailureOf(outcome) is { } failure) tags.Add("error.type", failure);
        GraphQLDiagnostics.RequestDuration.Record(taken.TotalSeconds, tags);
    }

    private static void Describe(Activity activity, string document, OperationType? type, string? name, ExecutionOutcome? outcome)
    {
        if (activity.IsAllDataRequested)
        {
            if (type is { } known)
            {
                activity.DisplayName = GraphQLDiagnostics.NameOf(known);
                activity.SetTag("graphql.operation.type", activity.DisplayName);
            }

            activity.SetTag("graphql.operation.name", name).SetTag("graphql.document.hash", "sha256:" + DocumentFacts.Hash(document));
            if (outcome is { ErrorCount: > 0 } told) activity.SetTag("graphql.errors.count", told.ErrorCount);
            if (FailureOf(outcome) is { } failure) activity.SetTag("error.type", failure).SetStatus(ActivityStatusCode.Error);
        }

        activity.Dispose();
    }

    /// <summary>Why there is no data; null where there is, whatever errors come with it.</summary>
    private static string? FailureOf(ExecutionOutcome? outcome) => outcome?.Kind switch
    {
        null => "cancelled",
        OutcomeKind.Executed => null,
        OutcomeKind.RequestError => "request_error",
        OutcomeKind.MutationRefused => "mutation_refused",
        OutcomeKind.BudgetSpent => "budget_spent",
        _ => "_OTHER",
    };
}
