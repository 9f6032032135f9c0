using System.Diagnostics;
using System.Diagnostics.Metrics;
using IbmPlatform.GraphQL.Errors;
using IbmPlatform.GraphQL.Language;

namespace IbmPlatform.GraphQL.Diagnostics;

/// <summary>
/// What can be seen of the engine at work, by OpenTelemetry's conventions: activities and histograms of seconds for each request and its
/// stages, and a counter of errors. Costs nothing while nobody listens, and never tells the value of a variable.
/// </summary>
public static class GraphQLDiagnostics
{
    /// <summary>The name of both the activity source and the meter, to subscribe to.</summary>
    public const string Name = "IbmPlatform.GraphQL";

    private static readonly Meter Meter = new(Name);

    private static readonly Counter<long> Errors =
        Meter.CreateCounter<long>("graphql.server.errors", "{error}", "Errors that answers list, by their code.");

    internal static ActivitySource Source { get; } = new(Name);

    internal static Histogram<double> RequestDuration { get; } = Duration("request", "Requests from reading the document to the end of the first payload.");

    internal static Histogram<double> ParseDuration { get; } = Duration("parse", "Parsing of documents that were not known yet.");

    internal static Histogram<double> ValidateDuration { get; } = Duration("validate", "Limits and validation of documents that were not known yet.");

    internal static Histogram<double> ExecuteDuration { get; } = Duration("execute", "Execution of operations, one for each event of a subscription.");

    /// <summary>Counts the errors of an answer.</summary>
    public static void CountErrors(IReadOnlyList<GraphQLError> errors)
    {
        ArgumentNullException.ThrowIfNull(errors);
        if (!Errors.Enabled) return;
        foreach (var error in errors) CountError(error.Code);
    }

    /// <summary>Counts one error; null stands for one without a code.</summary>
    public static void CountError(string? code)
    {
        if (Errors.Enabled) Errors.Add(1, new KeyValuePair<string, object?>("error.type", code ?? "_OTHER"));
    }

    /// <summary>Begins an activity for resolving a field of many parents at once; null when nobody listens.</summary>
    internal static Activity? StartBatch(string type, string field, int parents)
    {
        if (!Source.HasListeners()) return null;
        var activity = Source.StartActivity("graphql.resolver.batch");
        if (activity is { IsAllDataRequested: true })
            activity.SetTag("graphql.field.coordinate", $"{type}.{field}").SetTag("graphql.batch.parents", parents);
        return activity;
    }

    internal static string NameOf(OperationType type) => type switch
    {
        OperationType.Query => "query",
        OperationType.Mutation => "mutation",
        OperationType.Subscription => "subscription",
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "This is no operation type."),
    };

    private static Histogram<double> Duration(string stage, string description) =>
        Meter.CreateHistogram($"graphql.server.{stage}.duration", "s", description, advice: new InstrumentAdvice<double>
        {
            HistogramBucketBoundaries = [0.0001, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
        });
}
