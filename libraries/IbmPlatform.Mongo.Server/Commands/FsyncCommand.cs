using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server.Connections;

namespace IbmPlatform.Mongo.Server.Commands;

/// <summary><c>fsync</c>: what was acknowledged has been synced already, so that there is nothing left to do; it locks nothing.</summary>
internal sealed class FsyncCommand : ICommand
{
    public IReadOnlyList<string> Names => ["fsync"];

    public Task<CommandReply> RunAsync(CommandContext context)
    {
        Administration.RequireAdmin(context);
        context.Arguments.Refuse("lock");
        context.Arguments.Accept("fsyncLockAcquisitionTimeoutMillis");
        context.Arguments.RejectRest();
        return Task.FromResult<CommandReply>(new BsonDocument("numFiles", context.State.Data.Databases.Count()));
    }
}
