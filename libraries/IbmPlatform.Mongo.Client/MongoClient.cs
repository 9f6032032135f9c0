using IbmPlatform.Mongo.Client.Commands;
using IbmPlatform.Mongo.Client.Connections;
using IbmPlatform.Mongo.Client.Topology;
using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Client;

/// <summary>The connections to one MongoDB deployment. Make one a process and share it.</summary>
public sealed class MongoClient : IAsyncDisposable
{
    private static readonly string[] Unprefixed = ["admin", "config", "local"];
    private readonly CommandExecutor executor;
    private readonly string prefix;

    private MongoClient(CommandExecutor executor, MongoSettings settings, string prefix)
    {
        (this.executor, this.prefix) = (executor, prefix);
        DefaultDatabaseName = settings.Database;
        Warnings = settings.Warnings;
    }

    /// <summary>The database that the connection string names, or null.</summary>
    public string? DefaultDatabaseName { get; }

    /// <summary>What in the connection string has no effect, in sentences: unknown options, and ones that only tune.</summary>
    public IReadOnlyList<string> Warnings { get; }

    /// <summary>Reads the connection string; connects when first used.</summary>
    /// <exception cref="MongoConfigurationException">It is malformed or has an option that is not supported.</exception>
    public static MongoClient Create(string connectionString, MongoClientOptions? options = null)
    {
        options ??= new MongoClientOptions();
        var settings = SettingsReader.Read(connectionString);
        return new MongoClient(new CommandExecutor(settings, new Deployment(settings, options), options.TimeProvider), settings, options.DatabasePrefix);
    }

    /// <summary>A database; it need not exist yet.</summary>
    public MongoDatabase GetDatabase(string name) => new(executor, Unprefixed.Contains(name) ? name : prefix + name, new OperationScope(executor.ReadPreference));

    /// <summary>
    /// Starts a session: operations through <see cref="MongoDatabase.WithSession"/> or <see cref="MongoCollection{T}.WithSession"/> belong to it.
    /// A server without sessions refuses the first of them.
    /// </summary>
    public ClientSession StartSession(ClientSessionOptions? options = null) => new(executor, options ?? new ClientSessionOptions());

    /// <summary>The names of all databases, or of those with <see cref="MongoClientOptions.DatabasePrefix"/> where there is one.</summary>
    public async Task<IReadOnlyList<string>> ListDatabaseNamesAsync(CancellationToken cancellationToken = default)
    {
        var command = new DocumentCommand("admin", new BsonDocument { ["listDatabases"] = 1, ["nameOnly"] = true }, CommandKind.Read);
        using var reply = await executor.ExecuteAsync(command, cancellationToken).ConfigureAwait(false);
        return
        [
            .. reply.Body.ToDocument()["databases"].AsArray.Select(d => d.AsDocument["name"].AsString)
                .Where(n => n.StartsWith(prefix, StringComparison.Ordinal)).Select(n => n[prefix.Length..]),
        ];
    }

    /// <summary>All databases as the server describes them: name, size on disk, whether empty.</summary>
    public async Task<IReadOnlyList<BsonDocument>> ListDatabasesAsync(CancellationToken cancellationToken = default)
    {
        using var reply = await executor.ExecuteAsync(
            new DocumentCommand("admin", new BsonDocument("listDatabases", 1), CommandKind.Read), cancellationToken).ConfigureAwait(false);
        return [.. reply.Body.ToDocument()["databases"].AsArray.Select(d => d.AsDocument).Where(d => d["name"].AsString.StartsWith(prefix, StringComparison.Ordinal))];
    }

    /// <summary>The changes of the whole deployment from now on, or from where the options say.</summary>
    /// <param name="pipeline">Stages that narrow or shape the changes; each must keep its <c>_id</c>.</param>
    /// <param name="options">Where to start and what comes along.</param>
    public ChangeStream Watch(IReadOnlyList<BsonDocument>? pipeline = null, ChangeStreamOptions? options = null) => new(
        executor,
        stage => new AggregateCommand(
            "admin", null, [new BsonDocument("$changeStream", stage.Add("allChangesForCluster", true)), .. pipeline ?? []],
            new AggregateOptions { BatchSize = options?.BatchSize })
        {
            Preference = executor.ReadPreference,
        },
        options);

    /// <summary>Ends the sessions that are not in use, and closes every connection.</summary>
    public ValueTask DisposeAsync() => executor.DisposeAsync();
}
