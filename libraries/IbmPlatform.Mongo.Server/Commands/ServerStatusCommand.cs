using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server.Connections;

namespace IbmPlatform.Mongo.Server.Commands;

/// <summary><c>serverStatus</c>: who the server is, since when, and its connections and cursors.</summary>
internal sealed class ServerStatusCommand : ICommand
{
    public IReadOnlyList<string> Names => ["serverStatus"];

    public Task<CommandReply> RunAsync(CommandContext context)
    {
        // Callers switch off sections that they do not want: repl: 0, metrics: 0.
        context.Arguments.Accept("repl", "metrics", "locks", "wiredTiger", "opcounters", "sharding");
        context.Arguments.RejectRest();
        var state = context.State;
        var up = state.Clock.GetElapsedTime(state.Started);
        return Task.FromResult<CommandReply>(new BsonDocument
        {
            ["host"] = Environment.MachineName,
            ["version"] = BuildInfoCommand.Version,
            ["process"] = "IbmPlatform.Mongo.Server",
            ["pid"] = (long)Environment.ProcessId,
            ["uptime"] = up.TotalSeconds,
            ["uptimeMillis"] = (long)up.TotalMilliseconds,
            ["localTime"] = state.Clock.GetUtcNow(),
            ["connections"] = new BsonDocument
            {
                ["current"] = state.Connections.Count,
                ["available"] = state.Options.MaxConnections - state.Connections.Count,
                ["totalCreated"] = (long)state.Connections.TotalCreated,
            },
            ["opcounters"] = state.Operations.ToBson(),
            ["metrics"] = new BsonDocument("cursor", new BsonDocument
            {
                ["open"] = new BsonDocument("total", (long)state.Cursors.Count),
                // Our own: what MongoDB counts for each operation is counted here for all cursors.
                ["memory"] = new BsonDocument { ["heldBytes"] = state.Cursors.Memory.HeldBytes, ["limitBytes"] = state.Cursors.Memory.Limit },
            }),
            ["mem"] = new BsonDocument { ["bits"] = 64, ["resident"] = (int)(Environment.WorkingSet / 1024 / 1024) },
            ["storageEngine"] = new BsonDocument { ["name"] = "sqlite", ["persistent"] = true },
        });
    }
}
