using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server.Connections;

namespace IbmPlatform.Mongo.Server.Commands;

/// <summary><c>killCursors</c>.</summary>
internal sealed class KillCursorsCommand : ICommand
{
    public IReadOnlyList<string> Names => ["killCursors"];

    public Task<CommandReply> RunAsync(CommandContext context)
    {
        var ns = context.Namespace(context.Arguments.CommandValue.AsString);
        var ids = context.Arguments.Required("cursors", context.Arguments.Array("cursors"));
        context.Arguments.RejectRest();
        var (killed, unknown) = (new BsonArray(), new BsonArray());
        foreach (var id in ids)
            (context.State.Cursors.Remove(id.ToInt64(), ns, context.UserId) ? killed : unknown).Add(id);
        return Task.FromResult<CommandReply>(new BsonDocument
        {
            ["cursorsKilled"] = killed,
            ["cursorsNotFound"] = unknown,
            ["cursorsAlive"] = new BsonArray(),
            ["cursorsUnknown"] = new BsonArray(),
        });
    }
}
