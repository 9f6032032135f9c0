using System.Diagnostics;
using System.Diagnostics.Metrics;
using IbmPlatform.GraphQL.Language;

namespace IbmPlatform.GraphQL.Diagnostics;

/// <summary>One stage of a request while it lasts: an activity and a measured duration, or nothing where nobody listens.</summary>
public readonly record struct Stage : IDisposable
{
    private readonly Activity? _activity;
    private readonly Histogram<double>? _duration;
    private readonly TimeProvider? _time;
    private readonly long _started;
    private readonly OperationType? _type;

    private Stage(Activity? activity, Histogram<double> duration, TimeProvider time, OperationType? type)
    {
        _activity = activity;
        _duration = duration;
        _time = time;
        _type = type;
        _started = time.GetTimestamp();
    }

    /// <summary>Parsing begins.</summary>
    public static Stage Parse(TimeProvider time) => Start("graphql.parse", GraphQLDiagnostics.ParseDuration, time, null);

    /// <summary>Limits and validation begin.</summary>
    public static Stage Validate(TimeProvider time) => Start("graphql.validate", GraphQLDiagnostics.ValidateDuration, time, null);

    /// <summary>An operation begins to run.</summary>
    public static Stage Execute(TimeProvider time, OperationType type) => Start("graphql.execute", GraphQLDiagnostics.ExecuteDuration, time, type);

    /// <summary>Marks the activity: the request gets no further than this.</summary>
    public void Refuse() => _activity?.SetStatus(ActivityStatusCode.Error);

    /// <summary>The stage ends.</summary>
    public void Dispose()
    {
        if (_duration is null) return;
        var seconds = _time!.GetElapsedTime(_started).TotalSeconds;
        if (_type is { } type) _duration.Record(seconds, new KeyValuePair<string, object?>("graphql.operation.type", GraphQLDiagnostics.NameOf(type)));
        else _duration.Record(seconds);
        _activity?.Dispose();
    }

    private static Stage Start(string name, Histogram<double> duration, TimeProvider time, OperationType? type)
    {
        ArgumentNullException.ThrowIfNull(time);
        var activity = GraphQLDiagnostics.Source.HasListeners() ? GraphQLDiagnostics.Source.StartActivity(name) : null;
        if (activity is null && !duration.Enabled) return default;
        if (type is { } known) activity?.SetTag("graphql.operation.type", GraphQLDiagnostics.NameOf(known));
        return new Stage(activity, duration, time, type);
    }
}
