using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Client.Tests.Unified;

/// <summary>One run of one published test: its entities, its operations, and what is expected afterwards.</summary>
internal sealed class UnifiedTest : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly Dictionary<string, object> entities = [];
    private readonly SpecificationServer server;
    private readonly BsonDocument file;
    private readonly BsonDocument test;
    private readonly Matcher matcher;

    public UnifiedTest(SpecificationServer server, BsonDocument file, BsonDocument test)
    {
        (this.server, this.file, this.test) = (server, file, test);
        matcher = new Matcher(Get<object>);
    }

    public async Task RunAsync()
    {
        await PutInitialDataAsync();
        await CreateEntitiesAsync(Definitions.UsedBy(file, test));
        foreach (var operation in test["operations"].AsArray)
            await RunAsync(operation.AsDocument);
        foreach (var expected in (test.Find("expectEvents") as BsonArray ?? []).Select(e => e.AsDocument))
            EventExpectation.Check(expected, Get<ClientEntity>(expected["client"].AsString), matcher, ReadsAhead);
        await CheckOutcomeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        server.FailPoints.Clear();
        foreach (var cursor in entities.Values.OfType<CursorEntity>())
            await cursor.DisposeAsync();
        foreach (var session in entities.Values.OfType<SessionEntity>())
            session.End();
        foreach (var client in entities.Values.OfType<ClientEntity>())
            await client.DisposeAsync();
    }

    private async Task PutInitialDataAsync()
    {
        foreach (var data in (file.Find("initialData") as BsonArray ?? []).Select(d => d.AsDocument))
        {
            var database = server.Store.GetDatabase(data["databaseName"].AsString);
            var collection = database.GetCollection<BsonDocument>(data["collectionName"].AsString);
            await collection.DropAsync();
            // The embedded server has no capped collections, and without tailable cursors nothing tells one.
            await database.CreateCollectionAsync(collection.Name, new BsonDocument((data.Find("createOptions") as BsonDocument ?? []).Where(o => o.Name is not ("capped" or "size"))));
            var documents = data["documents"].AsArray.Select(d => d.AsDocument.Clone()).ToList();
            if (documents.Count > 0)
                await collection.InsertManyAsync(documents);
        }
    }

    private async Task CheckOutcomeAsync()
    {
        foreach (var expected in (test.Find("outcome") as BsonArray ?? []).Select(d => d.AsDocument))
        {
            var found = await server.Store.GetDatabase(expected["databaseName"].AsString).GetCollection<BsonDocument>(expected["collectionName"].AsString)
                .Find([], new FindOptions { Sort = Sort.Ascending("_id") }).ToListAsync();
            matcher.MatchArray(expected["documents"].AsArray, new BsonArray(found), "outcome", rootItems: false);
        }
    }

    private async Task CreateEntitiesAsync(BsonArray definitions)
    {
        foreach (var (kind, value) in definitions.Select(d => d.AsDocument[0]))
        {
            var definition = value.AsDocument;
            entities.Add(definition["id"].AsString, kind switch
            {
                "client" => new ClientEntity(server, definition),
                "database" => Scoped(Get<ClientEntity>(definition["client"].AsString).Client.GetDatabase(definition["databaseName"].AsString), Options(definition, kind)),
                "collection" => Scoped(Get<MongoDatabase>(definition["database"].AsString).GetCollection<BsonDocument>(definition["collectionName"].AsString), Options(definition, kind)),
                "session" => NewSession(definition),
                "thread" => new Queue<Task>(),
                _ => throw new NotSupportedException($"Entity {kind}."),
            });
            if (kind == "client" && definition.Find("awaitMinPoolSizeMS") is not null)
                await Get<ClientEntity>(definition["id"].AsString).FillPoolAsync();
        }
    }

    private SessionEntity NewSession(BsonDocument definition)
    {
        var options = Options(definition, "session");
        var causal = options.Value("causalConsistency")?.ToBoolean() ?? true;
        options.RequireAllRead();
        return new SessionEntity(Get<ClientEntity>(definition["client"].AsString).Client.StartSession(new ClientSessionOptions { CausalConsistency = causal }));
    }

    private bool ReadsAhead =>
        test["operations"].AsArray.Any(o => o.AsDocument["name"].AsString == "createChangeStream")
        && !test["operations"].AsArray.Any(o => o.AsDocument["name"].AsString.StartsWith("iterate", StringComparison.Ordinal));

    private static Arguments Options(BsonDocument definition, string kind) => new($"{kind}Options", definition.Find($"{kind}Options") as BsonDocument ?? []);

    private static MongoDatabase Scoped(MongoDatabase database, Arguments options)
    {
        if (TimeoutOf(options) is { } timeout)
            database = database.WithTimeout(timeout);
        if (options.OptionalDocument("writeConcern") is { } write)
            database = database.WithWriteConcern(Acknowledged(write));
        if (options.OptionalDocument("readConcern") is { } read)
            database = database.WithReadConcern(read.Find("level")?.AsString ?? "");
        if (Preference(options) is { } preference)
            database = database.WithReadPreference(preference);
        options.RequireAllRead();
        return database;
    }

    private static MongoCollection<BsonDocument> Scoped(MongoCollection<BsonDocument> collection, Arguments options)
    {
        if (TimeoutOf(options) is { } timeout)
            collection = collection.WithTimeout(timeout);
        if (options.OptionalDocument("writeConcern") is { } write)
            collection = collection.WithWriteConcern(Acknowledged(write));
        if (options.OptionalDocument("readConcern") is { } read)
            collection = collection.WithReadConcern(read.Find("level")?.AsString ?? "");
        if (Preference(options) is { } preference)
            collection = collection.WithReadPreference(preference);
        options.RequireAllRead();
        return collection;
    }

    private static ReadPreference? Preference(Arguments options) =>
        options.OptionalDocument("readPreference") is { } preference ? new ReadPreference(Enum.Parse<ReadPreferenceMode>(preference["mode"].AsString, ignoreCase: true)) : null;

    private static BsonDocument Acknowledged(BsonDocument concern)
    {
        // Called wtimeoutMS in tests, wtimeout in commands.
        var sent = new BsonDocument(concern.Select(e => new BsonElement(e.Name switch { "wtimeoutMS" => "wtimeout", "journal" => "j", var name => name }, e.Value)));
        return sent.Find("w") is { IsNumber: true } w && w.ToInt64() == 0 ? throw new NotRunException("w: 0: the client refuses writes that nobody acknowledges") : sent;
    }

    private static TimeSpan? TimeoutOf(Arguments arguments) => arguments.Milliseconds("timeoutMS") is { } timeout ? timeout == TimeSpan.Zero ? Timeout.InfiniteTimeSpan : timeout : null;

    private T Get<T>(string name) => entities.TryGetValue(name, out var entity)
        ? entity is T of ? of : throw new MatchException($"Entity {name} is no {typeof(T).Name}.")
        : throw new MatchException($"There is no entity {name}.");

    private async Task RunAsync(BsonDocument operation)
    {
        var (name, on) = (operation["name"].AsString, operation["object"].AsString);
        var arguments = new Arguments(name, operation.Find("arguments") as BsonDocument ?? []);
        BsonValue? result;
        try
        {
            result = on == "testRunner" ? await RunOnRunnerAsync(name, arguments) : await RunOnEntityAsync(name, Get<object>(on), arguments, operation);
        }
        catch (Exception fault) when (operation.Find("expectError") is BsonDocument expected && fault is not (MatchException or NotRunException or NotSupportedException or TimeoutException))
        {
            arguments.RequireAllRead();
            ErrorExpectation.Check(expected, fault, matcher);
            return;
        }
        catch (Exception) when (operation.Find("ignoreResultAndError")?.ToBoolean() == true)
        {
            return;
        }
        arguments.RequireAllRead();
        if (operation.Contains("expectError"))
            throw new MatchException($"{name}: expected {operation["expectError"]}, but it succeeded with {result}");
        if (operation.Find("expectResult") is { } wanted && operation.Find("ignoreResultAndError")?.ToBoolean() != true)
            CheckResult(name, wanted, result);
    }

    private void CheckResult(string name, BsonValue wanted, BsonValue? result)
    {
        var isCursor = name is "find" or "aggregate" or "listCollections" or "listDatabases" or "listIndexes";
        if (wanted is BsonArray several && isCursor)
            matcher.MatchArray(several, result, name, rootItems: true);
        else
            matcher.Match(wanted, result, name, isRoot: true);
    }

    private async Task<BsonValue?> RunOnEntityAsync(string name, object entity, Arguments arguments, BsonDocument operation)
    {
        var session = arguments.Value("session") is BsonString id ? Get<SessionEntity>(id.Value).Session : null;
        var timeout = TimeoutOf(arguments);
        switch (entity)
        {
            case ClientEntity client when name == "close":
                await client.Client.DisposeAsync();
                return null;
            case ClientEntity when timeout is not null || session is not null:
                throw new NotRunException("operations on a client with a session or timeoutMS of their own: not in the client's interface");
            case ClientEntity client when name == "createChangeStream":
                return await WatchAsync(operation, client.Client.Watch(arguments.Documents("pipeline"), ChangeStream(arguments)));
            case ClientEntity client:
                if (arguments.OptionalDocument("filter") is { Count: > 0 })
                    throw new NotRunException($"{name} with a filter: not in the client's interface");
                return await DatabaseOperations.RunAsync(client.Client, name);
            case MongoDatabase database:
                database = session is null ? database : database.WithSession(session);
                database = timeout is { } ofDatabase ? database.WithTimeout(ofDatabase) : database;
                return name == "createChangeStream" ? await WatchAsync(operation, database.Watch(arguments.Documents("pipeline"), ChangeStream(arguments)))
                    : await DatabaseOperations.RunAsync(database, name, arguments);
            case MongoCollection<BsonDocument> collection:
                collection = session is null ? collection : collection.WithSession(session);
                collection = timeout is { } ofCollection ? collection.WithTimeout(ofCollection) : collection;
                return name switch
                {
                    "createChangeStream" => await WatchAsync(operation, collection.Watch(arguments.Documents("pipeline"), ChangeStream(arguments))),
                    "createFindCursor" => await OpenAsync(operation, new CursorEntity(collection.Find(arguments.Filter, CollectionOperations.Find(arguments))), null),
                    _ => await CollectionOperations.RunAsync(collection, name, arguments),
                };
            case SessionEntity ended when name == "endSession":
                ended.End();
                return null;
            case CursorEntity cursor:
                return await RunOnCursorAsync(name, cursor);
            default:
                throw new NotSupportedException($"Operation {name} on {entity.GetType().Name}.");
        }
    }

    private async Task<BsonValue?> RunOnCursorAsync(string name, CursorEntity cursor)
    {
        switch (name)
        {
            case "iterateUntilDocumentOrError":
                return await cursor.NextAsync() ?? throw new MatchException("The cursor is at its end.");
            case "iterateOnce":
                var before = GetMores();
                await cursor.TryAsync(() => GetMores() > before);
                return null;
            case "close":
                await cursor.DisposeAsync();
                return null;
            default:
                throw new NotSupportedException($"Operation {name} on a cursor.");
        }

        int GetMores() => entities.Values.OfType<ClientEntity>().Sum(c => c.Commands.Count(e => e.Command == "getMore" && e.Kind != "commandStartedEvent"));
    }

    private Task<BsonValue?> WatchAsync(BsonDocument operation, ChangeStream stream) => OpenAsync(operation, new CursorEntity(stream), () => stream.ResumeToken is not null);

    private async Task<BsonValue?> OpenAsync(BsonDocument operation, CursorEntity cursor, Func<bool>? isOpen)
    {
        // Kept even where nothing is saved, so that it is closed at the end.
        entities[operation.Find("saveResultAsEntity")?.AsString ?? $"cursor {entities.Count}"] = cursor;
        await cursor.OpenAsync(isOpen);
        return null;
    }

    private static ChangeStreamOptions ChangeStream(Arguments arguments) => new()
    {
        BatchSize = arguments.Number("batchSize"),
        MaxAwaitTime = arguments.Milliseconds("maxAwaitTimeMS"),
        FullDocument = (arguments.Value("fullDocument") as BsonString)?.Value,
        FullDocumentBeforeChange = (arguments.Value("fullDocumentBeforeChange") as BsonString)?.Value,
        ResumeAfter = arguments.OptionalDocument("resumeAfter"),
        StartAfter = arguments.OptionalDocument("startAfter"),
    };

    private async Task<BsonValue?> RunOnRunnerAsync(string name, Arguments arguments)
    {
        switch (name)
        {
            case "failPoint":
                await Get<ClientEntity>(arguments.Text("client")).Client.GetDatabase("admin").WithTimeout(Patience).RunCommandAsync(arguments.Document("failPoint"));
                break;
            case "createEntities":
                await CreateEntitiesAsync(new BsonArray(arguments.Documents("entities")));
                break;
            case "wait":
                await Task.Delay(arguments.Milliseconds("ms")!.Value);
                break;
            case "assertNumberConnectionsCheckedOut":
                var checkedOut = Get<ClientEntity>(arguments.Text("client")).CheckedOut;
                matcher.Match(arguments.Value("connections")!, checkedOut, "connections checked out");
                break;
            case "assertSameLsidOnLastTwoCommands":
                var same = LastSessions(arguments);
                matcher.Match(same[0], same[1], "lsid");
                break;
            case "assertDifferentLsidOnLastTwoCommands":
                var different = LastSessions(arguments);
                if (different[0].Equals(different[1]))
                    throw new MatchException($"both commands had lsid {different[0]}");
                break;
            case "assertSessionDirty" or "assertSessionNotDirty":
                if (Get<SessionEntity>(arguments.Text("session")).Session.IsDirty != (name == "assertSessionDirty"))
                    throw new MatchException($"{name} does not hold");
                break;
            case "assertCollectionExists" or "assertCollectionNotExists":
                var names = await server.Store.GetDatabase(arguments.Text("databaseName")).ListCollectionNamesAsync();
                if (names.Contains(arguments.Text("collectionName")) != (name == "assertCollectionExists"))
                    throw new MatchException($"{name} {arguments.Text("collectionName")} does not hold");
                break;
            case "runOnThread":
                Get<Queue<Task>>(arguments.Text("thread")).Enqueue(RunAsync(arguments.Document("operation")));
                break;
            case "waitForThread":
                await Task.WhenAll(Get<Queue<Task>>(arguments.Text("thread"))).WaitAsync(Patience);
                break;
            case "waitForEvent":
                await WaitForEventAsync(Get<ClientEntity>(arguments.Text("client")), arguments.Document("event"), arguments.Number("count")!.Value);
                break;
            case "assertEventCount":
                matcher.Match(arguments.Value("count")!, Count(Get<ClientEntity>(arguments.Text("client")), arguments.Document("event")), $"count of {arguments.Value("event")}");
                break;
            default:
                throw new NotSupportedException($"Operation {name} of the test runner.");
        }
        return null;
    }

    private static async Task WaitForEventAsync(ClientEntity client, BsonDocument wanted, int count)
    {
        var until = DateTimeOffset.UtcNow + Patience;
        while (Count(client, wanted) < count)
        {
            if (DateTimeOffset.UtcNow > until)
                throw new MatchException($"waited for {count} of {wanted}, there were {Count(client, wanted)}");
            await Task.Delay(5);
        }
    }

    private static int Count(ClientEntity client, BsonDocument wanted) =>
        client.PoolEvents.Select(e => (ClientEntity.NameOf(e.Kind), e)).Count(e => EventExpectation.Is(wanted, e)) + client.Commands.Count(e => EventExpectation.Is(wanted, e));

    private List<BsonValue> LastSessions(Arguments arguments) =>
        [.. Get<ClientEntity>(arguments.Text("client")).Commands.Where(e => e.Kind == "commandStartedEvent").TakeLast(2).Select(e => e.Document!["lsid"])];
}
