using System.Runtime.CompilerServices;

namespace IbmPlatform.GraphQL.Server.Streaming;

/// <summary>Counts what each client and the whole process hold at a time. One for all endpoints of an application.</summary>
internal sealed class SubscriptionSlots
{
    private static readonly ConditionalWeakTable<IServiceProvider, SubscriptionSlots> ByApplication = [];

    private readonly Lock _gate = new();
    private readonly Dictionary<string, int> _subscriptions = [];
    private readonly Dictionary<string, int> _connections = [];

    /// <summary>How many subscriptions run.</summary>
    public int Running { get; private set; }

    public static SubscriptionSlots Of(IServiceProvider application) => ByApplication.GetValue(application, static _ => new SubscriptionSlots());

    /// <summary>Room for one subscription, given back by disposal; null and the refusal when there is none.</summary>
    public Slot? TryTakeSubscription(string client, GraphQLStreamOptions options, out string refusal)
    {
        lock (_gate)
        {
            var held = _subscriptions.GetValueOrDefault(client);
            refusal = held >= options.MaxSubscriptionsPerClient
                ? Limit($"You run {held} subscriptions already", nameof(options.MaxSubscriptionsPerClient), options.MaxSubscriptionsPerClient, "Complete one first.")
                : Running >= options.MaxSubscriptions
                ? Limit($"The server runs {Running} subscriptions already", nameof(options.MaxSubscriptions), options.MaxSubscriptions, "Try again later.")
                : "";
            if (refusal.Length > 0) return null;
            _subscriptions[client] = held + 1;
            Running++;
        }

        return new Slot(() =>
        {
            lock (_gate)
            {
                GiveBack(_subscriptions, client);
                Running--;
            }
        });
    }

    /// <summary>Room for one socket or event stream; null and the refusal when there is none.</summary>
    public Slot? TryTakeConnection(string client, GraphQLStreamOptions options, out string refusal)
    {
        refusal = "";
        lock (_gate)
        {
            var held = _connections.GetValueOrDefault(client);
            if (held >= options.MaxConnectionsPerClient)
            {
                refusal = Limit($"You hold {held} connections already", nameof(options.MaxConnectionsPerClient), options.MaxConnectionsPerClient, "Close one first.");
                return null;
            }

            _connections[client] = held + 1;
        }

        return new Slot(() =>
        {
            lock (_gate) GiveBack(_connections, client);
        });
    }

    public static string Limit(string value, string limit, int maximum, string wayOut) => $"{value}; the limit ({limit}) is {maximum}. {wayOut}";

    private static void GiveBack(Dictionary<string, int> counts, string client)
    {
        if (--counts[client] == 0) counts.Remove(client);
    }

    /// <summary>Something counted, until disposed; disposing again does nothing.</summary>
    internal sealed class Slot(Action release) : IDisposable
    {
        private Action? _release = release;

        public void Dispose() => Interlocked.Exchange(ref _release, null)?.Invoke();
    }
}
