using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server.Commands;
using IbmPlatform.Mongo.Server.Users;

namespace IbmPlatform.Mongo.Server.Connections;

/// <summary>The commands that run now: each connection has one at most. <c>currentOp</c>, <c>$currentOp</c> and <c>killOp</c> go by it.</summary>
internal static class RunningOperations
{
    /// <summary>As MongoDB describes them.</summary>
    public static IEnumerable<BsonDocument> Describe(CommandContext asking, bool ownOnly) =>
        Seen(asking, ownOnly).Select(operation => Describe(operation, asking.State.Clock));

    /// <summary>Those that the asking user may see and end: all with the access to the server, else the user's own.</summary>
    public static IEnumerable<CommandContext> Seen(CommandContext asking, bool ownOnly)
    {
        var all = !ownOnly && Administration.May(asking, Access.Server, UserStore.Database);
        return asking.State.Connections.Sessions
            .Select(session => session.Running).OfType<CommandContext>()
            .Where(operation => all || operation.UserId == asking.UserId);
    }

    private static BsonDocument Describe(CommandContext operation, TimeProvider clock)
    {
        var elapsed = operation.Deadline.Elapsed;
        var described = new BsonDocument
        {
            ["type"] = "op",
            ["host"] = Environment.MachineName,
            ["desc"] = $"conn{operation.Session.Id}",
            ["connectionId"] = operation.Session.Id,
            ["active"] = true,
            ["currentOpTime"] = clock.GetUtcNow(),
            ["opid"] = operation.OperationId,
            ["secs_running"] = (long)elapsed.TotalSeconds,
            ["microsecs_running"] = (long)elapsed.TotalMicroseconds,
            ["op"] = OperationKinds.NameOf(operation.Request.Name),
            ["ns"] = operation.Target,
            ["command"] = operation.Arguments.Describe(),
            ["killPending"] = operation.Deadline.IsKilled,
        };
        if (operation.UserId is { } user)
            described.Add("effectiveUsers", new BsonArray { user });
        return described;
    }
}
