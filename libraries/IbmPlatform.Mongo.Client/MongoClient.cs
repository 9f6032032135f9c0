using IbmPlatform.Mongo.Client.Commands;
using IbmPlatform.Mongo.Client.Connections;
using IbmPlatform.Mongo.Client.Topology;
using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Client;

/// <summary>The connections to one MongoDB deployment. Make one a process and share it.</summary>
public sealed class MongoClient : IAsyncDisposable
{
    private readonly CommandExecutor executor;

    private MongoClient(CommandExecutor executor, MongoSettings settings)
    {
        this.executor = executor;
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
        return new MongoClient(new CommandExecutor(settings, new Deployment(settings, options), options.TimeProvider), settings);
    }

    /// <summary>A database; it need not exist yet.</summary>
    public MongoDatabase GetDatabase(string name) => new(executor, name);

    /// <summary>The names of all databases.</summary>
    public async Task<IReadOnlyList<string>> ListDatabaseNamesAsync(CancellationToken cancellationToken = default)
    {
        var command = new DocumentCommand("admin", new BsonDocument { ["listDatabases"] = 1, ["nameOnly"] = true }, CommandKind.Read);
        using var reply = await executor.ExecuteAsync(command, cancellationToken).ConfigureAwait(false);
        return [.. reply.Body.ToDocument()["databases"].AsArray.Select(d => d.AsDocument["name"].AsString)];
    }

    /// <summary>Closes every connection.</summary>
    public ValueTask DisposeAsync() => executor.DisposeAsync();
}
