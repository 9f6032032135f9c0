using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using IbmPlatform.ServiceDefaults.Streams;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace IbmPlatform.ServiceDefaults.Bus;

/// <summary>
/// Parks what no consumer ever sees because it cannot be read as its contract: beside MassTransit's own <c>_error</c> queue, so that it
/// shows where all parked messages show, and in the health of the service.
/// </summary>
internal sealed partial class UnreadMessages(IServiceProvider services, IEnumerable<ISubscription> subscriptions, ILogger<UnreadMessages> logger) : IReceiveObserver
{
    private readonly Dictionary<string, ISubscription> byQueue = subscriptions.ToDictionary(s => s.Name.Queue, StringComparer.Ordinal);

    public Task PreReceive(ReceiveContext context) => Task.CompletedTask;

    public Task PostReceive(ReceiveContext context) => Task.CompletedTask;

    public Task PostConsume<T>(ConsumeContext<T> context, TimeSpan duration, string consumerType)
        where T : class => Task.CompletedTask;

    // A consumer parks for itself what it cannot apply.
    public Task ConsumeFault<T>(ConsumeContext<T> context, TimeSpan duration, string consumerType, Exception exception)
        where T : class => Task.CompletedTask;

    public async Task ReceiveFault(ReceiveContext context, Exception exception)
    {
        if (!byQueue.TryGetValue(context.InputAddress.Segments[^1], out var subscription))
            return;
        var name = subscription.Name;
        var text = context.Body.GetString();
        var (eventId, epoch, sequence) = Identify(text);
        var parked = services.GetRequiredKeyedService<ServiceDatabase>(name.Service).Parked;
        await parked.ParkAsync(name.Queue, eventId, text, exception, CancellationToken.None).ConfigureAwait(false);
        Log.Parked(logger, eventId, name.Stream, name.Queue, exception);
        if (sequence is { } place)
            await subscription.PassOverAsync(epoch, place, CancellationToken.None).ConfigureAwait(false);
    }

    /// <summary>The same id for the same event however often it comes, and its place, where they can be made out; else what its bytes are.</summary>
    private static (string EventId, long Epoch, long? Sequence) Identify(string envelope)
    {
        try
        {
            if (JsonNode.Parse(envelope)?["message"] is JsonObject message && message["id"] is { } id && message["version"] is { } version)
                return ($"{id}@{version}", Number(message["epoch"]) ?? 0, Number(message["sequence"]));
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // No JSON object: told apart by its bytes.
        }
        return (Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(envelope)))[..16], 0, null);
    }

    private static long? Number(JsonNode? node) => node is JsonValue value && value.TryGetValue<long>(out var number) ? number : null;

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "Message {EventId} of {Stream} cannot be read by {Queue}; it is parked in the collection 'parked'")]
        public static partial void Parked(ILogger logger, string eventId, string stream, string queue, Exception e);
    }
}
