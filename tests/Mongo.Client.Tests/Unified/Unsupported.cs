using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Client.Tests.Unified;

/// <summary>
/// What the published tests ask for and the client does not have, each with its reason. A test that needs it is counted as skipped for
/// that reason; what is not listed here is run, and fails where the client lacks it. An entry that nothing meets fails too.
/// </summary>
internal static class Unsupported
{
    private const string Bulk = "bulkWrite over several collections in one command (MongoDB 8.0) is not in the client's interface";
    private const string Transactions = "multi-document transactions: the platform has none";
    private const string GridFs = "GridFS: the platform keeps no files in the store";
    private const string Search = "search indexes: Atlas only";
    private const string Legacy = "count: deprecated, countDocuments takes its place";
    private const string Logs = "log messages: the client tells by activities";
    private const string Heartbeats = "events of topology and heartbeats are not published; CMAP events are";
    private const string Api = "the Stable API (serverApi) is not offered";
    private const string ChangeLog = "change events other than plain inserts, and pipelines over them: the proxy has no oplog";
    private const string Patience = "a change stream asks the server to wait for half of timeoutMS, lest a quiet stream seem dead; published: for a second";
    private const string Opened = "a change stream is opened by reading it, and goes on to ask: its commands cannot be counted";
    private const string ToPrimary = "a pipeline that writes goes to the primary, whatever the read preference";
    private const string OnCaller = "an option that is not in the client's interface";

    private static readonly Dictionary<string, string> Entries = new()
    {
        ["operation clientBulkWrite"] = Bulk,
        ["operation startTransaction"] = Transactions,
        ["operation commitTransaction"] = Transactions,
        ["operation abortTransaction"] = Transactions,
        ["operation withTransaction"] = Transactions,
        ["entity bucket"] = GridFs,
        ["operation createSearchIndex"] = Search,
        ["operation createSearchIndexes"] = Search,
        ["operation dropSearchIndex"] = Search,
        ["operation updateSearchIndex"] = Search,
        ["operation listSearchIndexes"] = Search,
        ["operation count"] = Legacy,
        ["operation mapReduce"] = "mapReduce: deprecated, aggregate takes its place",
        ["operation rename"] = "renaming a collection is not in the client's interface",
        ["operation modifyCollection"] = "collMod is not in the client's interface; runCommand takes it",
        ["operation listCollectionObjects"] = "drivers that have objects for listed collections only",
        ["operation listDatabaseObjects"] = "drivers that have objects for listed databases only",
        ["operation dropIndexes"] = "dropping all indexes at once is not in the client's interface",
        ["operation runCursorCommand"] = "runCursorCommand is optional, and not in the client's interface",
        ["operation createCommandCursor"] = "runCursorCommand is optional, and not in the client's interface",
        ["operation getSnapshotTime"] = "snapshot sessions are not offered",
        ["option session.snapshot"] = "snapshot sessions are not offered",
        ["test expectLogMessages"] = Logs,
        ["entity observeLogMessages"] = Logs,
        ["event serverDescriptionChangedEvent"] = Heartbeats,
        ["event serverHeartbeatStartedEvent"] = Heartbeats,
        ["event serverHeartbeatSucceededEvent"] = Heartbeats,
        ["event serverHeartbeatFailedEvent"] = Heartbeats,
        ["event topologyDescriptionChangedEvent"] = Heartbeats,
        ["event topologyOpeningEvent"] = Heartbeats,
        ["event topologyClosedEvent"] = Heartbeats,
        ["entity serverApi"] = Api,
        ["operation estimatedDocumentCount"] = "the command count is not in the client's interface",
        ["argument deleteOne.hint"] = OnCaller,
        ["argument deleteMany.hint"] = OnCaller,
        ["argument findOneAndUpdate.hint"] = OnCaller,
        ["argument findOneAndReplace.hint"] = OnCaller,
        ["argument findOneAndDelete.hint"] = OnCaller,
        ["argument distinct.hint"] = OnCaller,
        ["argument countDocuments.skip"] = OnCaller,
        ["argument updateOne.sort"] = OnCaller,
        ["argument replaceOne.sort"] = OnCaller,
        ["argument findOneAndUpdate.maxTimeMS"] = OnCaller,
        ["argument findOneAndReplace.maxTimeMS"] = OnCaller,
        ["argument findOneAndDelete.maxTimeMS"] = OnCaller,
        ["argument distinct.maxTimeMS"] = OnCaller,
        ["argument createIndex.maxTimeMS"] = OnCaller,
        ["argument dropIndex.maxTimeMS"] = OnCaller,
        ["file change-streams-pre_and_post_images.json"] = ChangeLog,
        ["test Change Stream should error when _id is projected out"] = ChangeLog,
        ["test Change Stream should error when an invalid aggregation stage is passed in"] = ChangeLog,
        ["test Change Stream should allow valid aggregate pipeline stages"] = ChangeLog,
        ["test Test drop and invalidate event types"] = ChangeLog,
        ["test Test insert, update, replace, and delete event types"] = ChangeLog,
        ["test Test modified structure in ns document MUST NOT err"] = ChangeLog,
        ["test Test new structure in ns document MUST NOT err"] = ChangeLog,
        ["test Test newField added in response MUST NOT err"] = ChangeLog,
        ["test Test projection in change stream returns expected fields"] = ChangeLog,
        ["test Test server error on projecting out _id"] = ChangeLog,
        ["test Test unknown operationType MUST NOT err"] = ChangeLog,
        ["test Test wallTime field is set in a change event"] = ChangeLog,
        ["test clusterTime is present"] = ChangeLog,
        ["test disambiguatedPaths is not present when showExpandedEvents is false/unset"] = ChangeLog,
        ["test The watch helper must not throw a custom exception when executed against a single server topology, but instead depend on a server error"] =
            "the embedded server refuses $changeStream by another code than a MongoDB standalone; the client adds what to do instead",
        ["test RetryableWriteError label is added based on writeConcernError in pre-4.4 mongod response"] =
            "the label is not added to a write concern's failure of servers before 4.4; the write is sent again all the same",
        ["test timeoutMS applies to full resume attempt in a next call"] = Patience,
        ["test timeoutMS is refreshed for getMore if maxAwaitTimeMS is not set"] = Patience,
        ["argument close.timeoutMS"] = "a cursor is closed by leaving it, under the limit that it was opened with",
        ["argument aggregate.maxAwaitTimeMS"] = "tailable cursors are not in the client's interface",
        ["argument showRecordId"] = OnCaller,
        ["file redacted-commands.json"] = "the client has no command events; that its activities show nothing of such commands is a test of its own",
        ["argument createCollection.clusteredIndex"] = "the embedded server has no such collections",
        ["argument createCollection.timeseries"] = "the embedded server has no such collections",
        ["argument createCollection.changeStreamPreAndPostImages"] = "the embedded server has no such collections",
        ["file test-commands-deprecation-errors.json"] = Api,
        ["argument listCollections.batchSize"] = OnCaller,
        ["argument listIndexes.batchSize"] = OnCaller,
        ["test change streams pin to a connection"] = Opened,
        ["test change stream can be iterated again if previous iteration times out"] = Opened,
        ["test pinned connections are not returned after an network error during getMore"] = "an enumeration that failed is over: it closes its cursor by itself",
        ["test pinned connections are not returned to the pool after a non-network error on getMore"] = "an enumeration that failed is over: it closes its cursor by itself",
        ["file interruptInUse-pool-clear.json"] = "the embedded server has no $where, by which the test keeps it busy",
        ["test Pool is not cleared on handshake error during minPoolSize population"] = "a client connects when it is first used",
        ["operation recordTopologyDescription"] = Heartbeats,
        ["argument runCommand.readPreference"] = OnCaller,
        ["test readConcern linearizable with out stage"] = "the proxy takes read concerns off, which the embedded server need not refuse",
        ["test Aggregate with $out includes read preference for 5.0+ server"] = ToPrimary,
        ["test Aggregate with $merge includes read preference for 5.0+ server"] = ToPrimary,
        ["argument rawData"] = "rawData (MongoDB 8.2) is not in the client's interface",
        ["argument comment"] = OnCaller,
        ["argument let"] = OnCaller,
        ["argument collation"] = "collations: the platform orders exactly as BSON compares",
        ["argument bypassDocumentValidation"] = OnCaller,
        ["argument allowDiskUse"] = OnCaller,
        ["argument cursorType"] = "tailable cursors are not in the client's interface",
        ["argument showExpandedEvents"] = OnCaller,
        ["argument listIndexes.timeoutMode"] = OnCaller,
        ["argument listCollections.timeoutMode"] = OnCaller,
        ["requirement auth"] = "the runner's embedded server has no users",
    };

    private static readonly HashSet<string> Met = [];

    public static IEnumerable<string> NeverMet => Entries.Keys.Where(k => !Met.Contains(k));

    public static string? Reason(string key)
    {
        if (!Entries.TryGetValue(key, out var reason))
            return null;
        lock (Met)
            Met.Add(key);
        return reason;
    }

    /// <summary>The first reason why a test cannot be run; null where there is none.</summary>
    public static string? ReasonOf(string name, BsonDocument file, BsonDocument test) =>
        // All are looked up, so that none seems never to be met because another comes first.
        Keys(name, file, test).Select(Reason).ToList().FirstOrDefault(r => r is not null);

    private static IEnumerable<string> Keys(string name, BsonDocument file, BsonDocument test) =>
    [
        .. test.Contains("expectLogMessages") ? (string[])["test expectLogMessages"] : [],
        $"file {name}",
        $"test {test["description"].AsString}",
        .. OfEntities(Definitions.UsedBy(file, test)),
        .. OfOperations(test["operations"].AsArray),
    ];

    private static IEnumerable<string> OfOperations(IEnumerable<BsonValue> operations)
    {
        foreach (var operation in operations.Select(o => o.AsDocument))
        {
            var name = operation["name"].AsString;
            var arguments = operation.Find("arguments") as BsonDocument ?? [];
            yield return $"operation {name}";
            foreach (var argument in arguments.Names)
            {
                yield return $"argument {name}.{argument}";
                if (name is not ("runCommand" or "failPoint"))
                    yield return $"argument {argument}";
            }
            foreach (var request in (arguments.Find("requests") as BsonArray ?? []).Select(r => r.AsDocument[0]))
            {
                foreach (var argument in request.Value.AsDocument.Names)
                {
                    yield return $"argument {request.Name}.{argument}";
                    yield return $"argument {argument}";
                }
            }
            foreach (var stage in (arguments.Find("pipeline") as BsonArray ?? []).OfType<BsonDocument>().Where(s => s.Count > 0))
                yield return $"stage {stage[0].Name}";
            if (arguments.Find("event") is BsonDocument awaited)
                yield return $"event {awaited[0].Name}";
            var nested = arguments.Find("operation") is BsonDocument inner ? OfOperations([inner])
                : arguments.Find("callback") is BsonArray callback ? OfOperations(callback)
                : name == "createEntities" ? OfEntities(arguments["entities"].AsArray) : [];
            foreach (var key in nested)
                yield return key;
        }
    }

    private static IEnumerable<string> OfEntities(IEnumerable<BsonValue> entities)
    {
        foreach (var (kind, value) in entities.Select(e => e.AsDocument[0]))
        {
            var definition = value.AsDocument;
            yield return $"entity {kind}";
            foreach (var field in definition.Names)
                yield return $"entity {field}";
            foreach (var heard in definition.Find("observeEvents") as BsonArray ?? [])
                yield return $"event {heard.AsString}";
            foreach (var option in (definition.Find($"{kind}Options") as BsonDocument ?? []).Names)
                yield return $"option {kind}.{option}";
        }
    }
}
