using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Client.Tests.Unified;

/// <summary>The fail points of a server; by name, the last set counts.</summary>
internal sealed class FailPoints
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, FailPoint> set = [];

    public void Set(BsonDocument definition)
    {
        var point = new FailPoint(definition);
        lock (gate)
            set[point.Name] = point;
    }

    public void Clear()
    {
        lock (gate)
            set.Clear();
    }

    /// <summary>What befalls a command; null where nothing does.</summary>
    /// <param name="isDone">Whether the command repeats a write that was carried out.</param>
    public FailPoint? Take(BsonDocument command, string? application, bool isDone)
    {
        lock (gate)
            return set.Values.FirstOrDefault(p => !(isDone && p.Name == "onPrimaryTransactionalWrite") && p.Takes(command, application));
    }
}
