using System.Collections.Concurrent;
using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Client.Tests.Unified;

/// <summary>A client of a test with a proxy of its own, and the events of both.</summary>
internal sealed class ClientEntity : IAsyncDisposable
{
    private static readonly string[] Known =
        ["id", "uriOptions", "observeEvents", "ignoreCommandMonitoringEvents", "useMultipleMongoses", "observeSensitiveCommands", "awaitMinPoolSizeMS"];

    private readonly HashSet<string> observed;
    private readonly HashSet<string> ignored;
    private readonly WireProxy proxy;
    private readonly int leastConnections;

    public ClientEntity(SpecificationServer server, BsonDocument definition)
    {
        if (definition.Names.FirstOrDefault(n => !Known.Contains(n)) is { } unknown)
            throw new NotSupportedException($"Field {unknown} of a client entity is neither supported by the runner nor declared as unsupported.");
        leastConnections = (definition.Find("uriOptions") as BsonDocument)?.Find("minPoolSize")?.ToInt32() ?? 0;
        observed = [.. Strings(definition, "observeEvents")];
        ignored = [.. Strings(definition, "ignoreCommandMonitoringEvents"), "configureFailPoint"];
        proxy = new WireProxy(server, definition.Find("useMultipleMongoses")?.ToBoolean() == true);
        var options = (definition.Find("uriOptions") as BsonDocument ?? []).Select(o => $"{o.Name}={Uri.EscapeDataString(Text(o.Value))}").ToList();
        if (server.Presented.Topology == "load-balanced" && !options.Contains("loadBalanced=true"))
            options.Add("loadBalanced=true");
        Client = MongoClient.Create($"mongodb://{proxy.Address}/?{string.Join('&', options)}", new MongoClientOptions { OnPoolEvent = PoolEvents.Enqueue });
    }

    public MongoClient Client { get; }

    public ConcurrentQueue<PoolEvent> PoolEvents { get; } = new();

    public IEnumerable<CommandEvent> Commands => proxy.Events.Where(e => !ignored.Contains(e.Command));

    /// <summary>Command events of the kinds that the test observes.</summary>
    public IEnumerable<CommandEvent> ObservedCommands => Commands.Where(e => observed.Contains(e.Kind));

    /// <summary>Pool events of the kinds that the test observes, by their names in the format.</summary>
    public IEnumerable<(string Name, PoolEvent Event)> ObservedPoolEvents => PoolEvents.Select(e => (NameOf(e.Kind), e)).Where(e => observed.Contains(e.Item1));

    public int CheckedOut => PoolEvents.Count(e => e.Kind == PoolEventKind.ConnectionCheckedOut) - PoolEvents.Count(e => e.Kind == PoolEventKind.ConnectionCheckedIn);

    /// <summary>Has it open as many connections as it keeps at least; what happens until then is forgotten.</summary>
    public async Task FillPoolAsync()
    {
        await Client.GetDatabase("admin").WithTimeout(TimeSpan.FromSeconds(20)).RunCommandAsync(new BsonDocument("ping", 1));
        while (PoolEvents.Count(e => e.Kind == PoolEventKind.ConnectionReady) < leastConnections || CheckedOut > 0)
            await Task.Delay(5);
        PoolEvents.Clear();
        proxy.Events.Clear();
    }

    public async ValueTask DisposeAsync()
    {
        await Client.DisposeAsync();
        await proxy.DisposeAsync();
    }

    public static string NameOf(PoolEventKind kind)
    {
        var name = kind.ToString();
        name = name.StartsWith("ConnectionPool", StringComparison.Ordinal) ? name["Connection".Length..] : name;
        return char.ToLowerInvariant(name[0]) + name[1..] + "Event";
    }

    private static string Text(BsonValue value) => value is BsonString text ? text.Value : value.ToString();

    private static IEnumerable<string> Strings(BsonDocument document, string name) => (document.Find(name) as BsonArray ?? []).Select(v => v.AsString);
}
