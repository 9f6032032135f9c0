using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server.Connections;
using IbmPlatform.Mongo.Server.Maintenance;

namespace IbmPlatform.Mongo.Server.Commands;

/// <summary>
/// <c>{ backup: "/absolute/file" }</c> on admin: this server's own command, for MongoDB has none. Copies every database into
/// one new file on the server's machine while all goes on.
/// </summary>
internal sealed class BackupCommand : ICommand
{
    public IReadOnlyList<string> Names => ["backup"];

    public async Task<CommandReply> RunAsync(CommandContext context)
    {
        context.Arguments.RejectRest();
        if (context.Request.Database != "admin")
            throw new CommandException(MongoErrorCodes.Unauthorized, "backup may only be run against the admin database.");
        if (context.Arguments.CommandValue is not BsonString { Value: var path } || !Path.IsPathFullyQualified(path))
            throw CommandException.BadValue("backup needs the absolute path of a file that does not exist yet.");
        var state = context.State;
        var manifest = await Task.Run(() => BackupFile.Create(path, state.Data.Databases, state.Clock.GetUtcNow()), context.Stopping).ConfigureAwait(false);
        return new BsonDocument
        {
            ["file"] = path,
            ["databases"] = new BsonArray(manifest.Databases.Select(d => (BsonValue)d.Name)),
            ["createdAt"] = manifest.CreatedAt,
        };
    }
}
