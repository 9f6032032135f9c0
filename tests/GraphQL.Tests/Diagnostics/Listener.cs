using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using IbmPlatform.GraphQL.Diagnostics;

namespace IbmPlatform.GraphQL.Tests.Diagnostics;

/// <summary>Hears all that the engine tells: ended activities, and measurements as <c>name tag=value</c> with their value.</summary>
internal sealed class Listener : IDisposable
{
    private readonly ActivityListener _activities;
    private readonly MeterListener _meters = new();

    public Listener()
    {
        _activities = new ActivityListener
        {
            ShouldListenTo = source => source.Name == GraphQLDiagnostics.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = Ended.Enqueue,
        };
        ActivitySource.AddActivityListener(_activities);
        _meters.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == GraphQLDiagnostics.Name) listener.EnableMeasurementEvents(instrument);
        };
        _meters.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Measured.Enqueue((Text(instrument, tags), value)));
        _meters.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Measured.Enqueue((Text(instrument, tags), value)));
        _meters.Start();
    }

    public ConcurrentQueue<Activity> Ended { get; } = new();

    public ConcurrentQueue<(string Name, double Value)> Measured { get; } = new();

    public IEnumerable<string> Names => Ended.Select(a => a.OperationName);

    public Activity The(string name) => Assert.Single(Ended, a => a.OperationName == name);

    public void Dispose()
    {
        _activities.Dispose();
        _meters.Dispose();
    }

    private static string Text(Instrument instrument, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var text = instrument.Name;
        foreach (var (name, value) in tags) text += $" {name}={value}";
        return text;
    }
}
