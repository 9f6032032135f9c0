using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Client.Tests.Unified;

/// <summary>Whether the events of a client are those expected (<c>expectEvents</c>).</summary>
internal static class EventExpectation
{
    /// <param name="readsAhead">Whether a change stream was opened and not read: it is opened by reading it, and goes on to ask.</param>
    public static void Check(BsonDocument expected, ClientEntity client, Matcher matcher, bool readsAhead)
    {
        var isPool = expected.Find("eventType") is BsonString { Value: "cmap" };
        var events = expected["events"].AsArray;
        var actual = isPool ? client.ObservedPoolEvents.Select(e => (object)e).ToList() : [.. client.ObservedCommands.Where(e => !readsAhead || e.Command != "getMore")];
        var allowsMore = expected.Find("ignoreExtraEvents")?.ToBoolean() == true;
        for (var i = 0; i < events.Count; i++)
        {
            var (name, fields) = events[i].AsDocument[0];
            if (i >= actual.Count)
                throw new MatchException($"event {i}, {name} {fields}, did not come; there were {Told(actual)}");
            try
            {
                Check(name, fields.AsDocument, actual[i], matcher);
            }
            catch (MatchException fault)
            {
                throw new MatchException($"event {i}: {fault.Message}; there were {Told(actual)}");
            }
        }
        if (actual.Count > events.Count && !allowsMore)
            throw new MatchException($"{actual.Count} events where {events.Count} were expected: {Told(actual)}");
    }

    public static bool Is(BsonDocument expected, (string Name, PoolEvent Event) actual) =>
        expected[0].Name == actual.Name && (expected[0].Value.AsDocument.Find("reason") is not BsonString reason || reason.Value == actual.Event.Reason);

    public static bool Is(BsonDocument expected, CommandEvent actual) =>
        expected[0].Name == actual.Kind && (expected[0].Value.AsDocument.Find("commandName") is not BsonString name || name.Value == actual.Command);

    private static void Check(string name, BsonDocument fields, object actual, Matcher matcher)
    {
        if (actual is (string poolName, PoolEvent pool))
        {
            if (poolName != name)
                throw new MatchException($"expected {name}, was {poolName}");
            if (fields.Find("reason") is { } reason)
                matcher.Match(reason, pool.Reason, "reason");
            return;
        }
        var command = (CommandEvent)actual;
        if (command.Kind != name)
            throw new MatchException($"expected {name}, was {command}");
        foreach (var (field, value) in fields)
        {
            switch (field)
            {
                case "command":
                    matcher.Match(value, AsExpected(command.Document!, value.AsDocument), "command", isRoot: true);
                    break;
                case "reply":
                    matcher.Match(value, command.Document, "reply", isRoot: true);
                    break;
                case "commandName":
                    matcher.Match(value, command.Command, "commandName");
                    break;
                case "databaseName":
                    matcher.Match(value, command.Database, "databaseName");
                    break;
                case "hasServiceId":
                    matcher.Match(value, command.HasServiceId, "hasServiceId");
                    break;
                case "hasServerConnectionId":
                    break;
                default:
                    throw new NotSupportedException($"{name}.{field}");
            }
        }
    }

    /// <summary>
    /// What the client says otherwise and means the same: a field that is as it would be without it is left out, and majority, the
    /// default since MongoDB 5.0, is said where the test expects nothing.
    /// </summary>
    private static BsonDocument AsExpected(BsonDocument command, BsonDocument expected)
    {
        var told = command.Clone();
        if (command[0].Name is "insert" or "update" or "delete" && !command.Contains("ordered"))
            told["ordered"] = true;
        foreach (var (name, majority) in new BsonDocument { ["writeConcern"] = new BsonDocument("w", "majority"), ["readConcern"] = new BsonDocument("level", "majority") })
        {
            if (expected.Find(name) is BsonDocument wanted && wanted.Find("$$exists") is BsonBoolean { Value: false } && majority.Equals(told.Find(name)))
                told.Remove(name);
        }
        return told;
    }

    private static string Told(IEnumerable<object> events) => string.Join(" | ", events.Select(e => e.ToString()));
}
