using System.Collections.Concurrent;
using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Client.Tests.Unified;

/// <summary>
/// Change streams enough for the published tests of a client: inserts, deletions and drops are told in order, to cursors that read one
/// collection, a database or all, from a position on.
/// </summary>
internal sealed class ChangeLog
{
    private readonly Lock gate = new();
    private readonly List<BsonDocument> changes = [];
    private readonly ConcurrentDictionary<long, Reader> readers = new();
    private long lastCursor = 1L << 40;
    private TaskCompletionSource signal = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public static bool Opens(BsonDocument command) =>
        command[0].Name == "aggregate" && command["pipeline"] is BsonArray { Count: > 0 } pipeline && pipeline[0] is BsonDocument first && first.Contains("$changeStream");

    public bool Reads(long cursor) => readers.ContainsKey(cursor);

    public bool Kill(long cursor) => readers.TryRemove(cursor, out _);

    /// <summary>Takes in what a write has done.</summary>
    public void Observe(BsonDocument command, BsonDocument reply)
    {
        if (reply.Find("ok")?.ToDouble() != 1 || reply.Contains("writeErrors"))
            return;
        var (name, database) = (command[0].Name, command["$db"].AsString);
        var ns = new BsonDocument { ["db"] = database, ["coll"] = command[0].Value is BsonString text ? text : BsonNull.Value };
        if (name == "insert")
        {
            foreach (var document in command["documents"].AsArray)
                Add("insert", ns, document.AsDocument);
        }
        else if (name == "drop")
        {
            Add("drop", ns, null);
        }
    }

    public BsonDocument Open(BsonDocument command)
    {
        var stage = command["pipeline"].AsArray[0].AsDocument["$changeStream"].AsDocument;
        var id = Interlocked.Increment(ref lastCursor);
        lock (gate)
        {
            var token = (stage.Find("resumeAfter") ?? stage.Find("startAfter")) as BsonDocument;
            var at = token is null ? changes.Count : changes.FindIndex(c => c["_id"].Equals(token)) + 1;
            if (token is not null && at == 0)
                at = Position(token);
            var reader = new Reader(command["$db"].AsString, (command[0].Value as BsonString)?.Value, stage.Contains("allChangesForCluster")) { At = at };
            readers[id] = reader;
            return Batch(id, reader, "firstBatch", []);
        }
    }

    public async Task<BsonDocument> NextAsync(BsonDocument command, CancellationToken cancellationToken)
    {
        var id = command["getMore"].ToInt64();
        var patience = TimeSpan.FromMilliseconds(command.Find("maxTimeMS")?.ToInt64() ?? 1000);
        var reader = readers[id];
        var until = DateTimeOffset.UtcNow + patience;
        while (true)
        {
            Task more;
            lock (gate)
            {
                var most = command.Find("batchSize")?.ToInt32() ?? int.MaxValue;
                var found = new List<BsonValue>();
                while (reader.At < changes.Count && found.Count < most)
                {
                    var change = changes[reader.At++];
                    if (reader.Sees(change["ns"].AsDocument))
                        found.Add(change.Clone());
                }
                if (found.Count > 0 || DateTimeOffset.UtcNow >= until)
                    return Batch(id, reader, "nextBatch", found);
                more = signal.Task;
            }
            await Task.WhenAny(more, Task.Delay(until - DateTimeOffset.UtcNow is { Ticks: > 0 } left ? left : TimeSpan.Zero, cancellationToken));
        }
    }

    private void Add(string kind, BsonDocument ns, BsonDocument? document)
    {
        lock (gate)
        {
            var change = new BsonDocument { ["_id"] = Token(changes.Count + 1), ["operationType"] = kind, ["ns"] = ns };
            if (document is not null)
            {
                change["documentKey"] = new BsonDocument("_id", document["_id"]);
                change["fullDocument"] = document.Clone();
            }
            changes.Add(change);
            signal.SetResult();
            signal = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    private static BsonDocument Batch(long id, Reader reader, string name, IEnumerable<BsonValue> found) => new()
    {
        ["cursor"] = new BsonDocument
        {
            ["id"] = id,
            ["ns"] = $"{reader.Database}.{reader.Collection ?? "$cmd.aggregate"}",
            [name] = new BsonArray(found),
            ["postBatchResumeToken"] = Token(reader.At),
        },
        ["ok"] = 1.0,
    };

    private static BsonDocument Token(int position) => new("_data", position.ToString("X8"));

    private static int Position(BsonDocument token) => int.Parse(token["_data"].AsString, System.Globalization.NumberStyles.HexNumber);

    private sealed record Reader(string Database, string? Collection, bool All)
    {
        public int At { get; set; }

        public bool Sees(BsonDocument ns) => All || ns["db"].AsString == Database && (Collection is null || ns["coll"] is BsonString name && name.Value == Collection);
    }
}
