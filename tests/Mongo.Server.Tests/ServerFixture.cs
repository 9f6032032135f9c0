using System.Net;
using IbmPlatform.Mongo.Client;
using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server;

namespace IbmPlatform.Mongo.Server.Tests;

/// <summary>A server of its own on a fresh directory, and our client joined to it in this process.</summary>
internal sealed class ServerFixture : IAsyncDisposable
{
    private readonly List<Exception> faults = [];

    private ServerFixture(
        string directory, TimeProvider? clock, bool listen, bool authentication = false, Func<MongoServerOptions, MongoServerOptions>? configure = null)
    {
        Directory = directory;
        var options = new MongoServerOptions
        {
            DataDirectory = directory,
            EndPoint = listen ? new IPEndPoint(IPAddress.Loopback, 0) : null,
            TimeProvider = clock ?? TimeProvider.System,
            Authentication = authentication,
            OnInternalError = faults.Add,
        };
        Server = MongoServer.Start(configure?.Invoke(options) ?? options);
        Client = MongoClient.Create("mongodb://embedded", new MongoClientOptions { StreamFactory = _ => Server.ConnectInProcess() });
        Database = Client.GetDatabase("test");
    }

    public string Directory { get; }

    public MongoServer Server { get; }

    public MongoClient Client { get; }

    public MongoDatabase Database { get; }

    public MongoCollection<BsonDocument> Things => Database.GetCollection<BsonDocument>("things");

    public static ServerFixture Start(TimeProvider? clock = null, bool listen = false) => new(NewDirectory(), clock, listen);

    public static ServerFixture With(Func<MongoServerOptions, MongoServerOptions> configure) => new(NewDirectory(), null, listen: false, configure: configure);

    /// <summary>A server that asks who its clients are; it has no user yet.</summary>
    public static ServerFixture WithAuthentication() => new(NewDirectory(), null, listen: true, authentication: true);

    public static ServerFixture Reopen(string directory, bool authentication = false) => new(directory, null, listen: authentication, authentication);

    public static string NewDirectory() => System.IO.Directory.CreateTempSubdirectory("ibm-mongo-").FullName;

    /// <summary>A document from Extended JSON with single quotes, so that tests read as the shell does.</summary>
    public static BsonDocument Doc(string json) => ExtendedJson.Parse(json.Replace('\'', '"'));

    public Task<BsonDocument> Run(string json) => Database.RunCommandAsync(Doc(json));

    /// <summary>Runs a command that must be refused and gives the error.</summary>
    public async Task<MongoCommandException> Refused(string json) => await Assert.ThrowsAnyAsync<MongoCommandException>(() => Run(json));

    public async Task Insert(params string[] documents) =>
        await Things.InsertManyAsync([.. documents.Select(Doc)]);

    /// <summary>The ids that a filter finds, in the order found.</summary>
    public async Task<string> Ids(string filter, string? sort = null)
    {
        var command = new BsonDocument { ["find"] = "things", ["filter"] = Doc(filter) };
        if (sort is not null)
            command.Add("sort", Doc(sort));
        var reply = await Database.RunCommandAsync(command);
        return string.Join(' ', reply["cursor"].AsDocument["firstBatch"].AsArray.Select(d => d.AsDocument["_id"].ToString().Trim('"')));
    }

    /// <summary>A client over TCP with a user of the database admin.</summary>
    public MongoClient ClientOf(string user, string password, string options = "") =>
        MongoClient.Create($"mongodb://{user}:{password}@127.0.0.1:{Server.EndPoint!.Port}/?authSource=admin&serverSelectionTimeoutMS=10000{options}");

    /// <summary>Stops the server and keeps its directory.</summary>
    public async Task Stop()
    {
        await Client.DisposeAsync();
        await Server.DisposeAsync();
        Assert.Empty(faults);
    }

    public async ValueTask DisposeAsync()
    {
        await Stop();
        System.IO.Directory.Delete(Directory, recursive: true);
    }
}
