using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server.Connections;
using IbmPlatform.Mongo.Server.Query;
using IbmPlatform.Mongo.Server.Users;

namespace IbmPlatform.Mongo.Server.Commands;

/// <summary><c>listDatabases</c>: those that hold a collection and that the user may look into.</summary>
internal sealed class ListDatabasesCommand : ICommand
{
    public IReadOnlyList<string> Names => ["listDatabases"];

    public Task<CommandReply> RunAsync(CommandContext context)
    {
        if (context.Request.Database != "admin")
            throw new CommandException(MongoErrorCodes.Unauthorized, "listDatabases may only be run against the admin database.");
        var filter = context.Arguments.Raw("filter") is { } raw ? FilterParser.Parse(raw) : null;
        var namesOnly = context.Arguments.Flag("nameOnly");
        context.Arguments.Accept("authorizedDatabases");
        context.Arguments.RejectRest();
        var databases = new BsonArray();
        var total = 0L;
        foreach (var database in context.State.Data.Databases.Where(d => d.Catalogue.Collections.Any() && MaySee(context, d.Name)))
        {
            var size = database.SizeOnDisk();
            var entry = new BsonDocument { ["name"] = database.Name, ["sizeOnDisk"] = size, ["empty"] = false };
            if (filter?.Matches(entry.ToBytes()) == false)
                continue;
            total += size;
            databases.Add(namesOnly ? new BsonDocument("name", database.Name) : entry);
        }

        var reply = new BsonDocument("databases", databases);
        if (!namesOnly)
        {
            reply.Add("totalSize", total);
            reply.Add("totalSizeMb", total / 1024 / 1024);
        }

        return Task.FromResult<CommandReply>(reply);
    }

    private static bool MaySee(CommandContext context, string database) =>
        !context.State.Options.Authentication
        || context.Session.User(context.State.Users) is { } user && CommandAccess.Allows(user, Access.Inspect, database);
}
