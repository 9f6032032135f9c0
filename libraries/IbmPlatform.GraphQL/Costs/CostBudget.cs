namespace IbmPlatform.GraphQL.Costs;

/// <summary>
/// What each client may spend: a bucket that fills evenly and holds a minute's worth. Stops clients that send one dear operation after
/// the other, none of which exceeds a limit.
/// </summary>
/// <param name="perMinute">Type cost and field cost together that a client may spend in a minute.</param>
/// <param name="time">The clock.</param>
public sealed class CostBudget(double perMinute, TimeProvider time)
{
    /// <summary>Default of what a client may spend in a minute: ten operations of the most that one may cost, a second.</summary>
    public const double DefaultPerMinute = 600 * CostOptions.DefaultMaxCost;

    // Clients who have not been seen for a minute have a full bucket: they need none.
    private const int SweepFrom = 10_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, (double Left, long At)> _buckets = new(StringComparer.Ordinal);

    /// <summary>What a client may spend in a minute.</summary>
    public double PerMinute => perMinute;

    /// <summary>How many clients have a bucket that is not known to be full.</summary>
    internal int Count
    {
        get
        {
            lock (_gate) return _buckets.Count;
        }
    }

    /// <summary>Spends for a client; when there is not enough left, nothing is spent.</summary>
    /// <returns>How long to wait until there is enough; null when it has been spent.</returns>
    public TimeSpan? Spend(string client, CostEstimate cost) => Spend(client, cost.Total);

    /// <summary>Spends for a client; when there is not enough left, nothing is spent.</summary>
    /// <returns>How long to wait until there is enough; null when it has been spent.</returns>
    public TimeSpan? Spend(string client, double cost)
    {
        ArgumentNullException.ThrowIfNull(client);
        // An operation dearer than the whole bucket empties it: it is the limits of one operation that refuse such.
        var price = Math.Min(cost, perMinute);
        var now = time.GetTimestamp();
        lock (_gate)
        {
            if (_buckets.Count >= SweepFrom) Sweep(now);
            var left = _buckets.TryGetValue(client, out var bucket) ? Filled(bucket, now) : perMinute;
            if (left < price)
            {
                _buckets[client] = (left, now);
                return TimeSpan.FromMinutes((price - left) / perMinute);
            }

            _buckets[client] = (left - price, now);
            return null;
        }
    }

    private double Filled((double Left, long At) bucket, long now) =>
        Math.Min(perMinute, bucket.Left + (time.GetElapsedTime(bucket.At, now).TotalMinutes * perMinute));

    private void Sweep(long now)
    {
        foreach (var client in _buckets.Where(bucket => Filled(bucket.Value, now) >= perMinute).Select(bucket => bucket.Key).ToList()) _buckets.Remove(client);
    }
}
