using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server.Connections;
using IbmPlatform.Mongo.Server.Indexes;
using IbmPlatform.Mongo.Server.Query;
using IbmPlatform.Mongo.Server.Storage;

namespace IbmPlatform.Mongo.Server.Commands;

/// <summary><c>collMod</c>: when documents of a TTL index expire; an index of one field becomes one by it.</summary>
internal sealed class CollModCommand : ICommand
{
    public IReadOnlyList<string> Names => ["collMod"];

    public async Task<CommandReply> RunAsync(CommandContext context)
    {
        var name = context.CollectionName();
        var change = context.Arguments.Document("index");
        context.Arguments.Refuse("validator", "validationLevel", "validationAction", "viewOn", "pipeline", "cappedSize", "cappedMax", "changeStreamPreAndPostImages",
            "timeseries", "expireAfterSeconds", "recordPreImages", "dryRun");
        context.Arguments.RejectRest();
        var seconds = change is null ? 0 : Check(change);
        if (context.Database is not { } database)
            throw NotFound(context, name);
        return await database.WriteAsync(
            session => Run(session, session.Catalogue.Find(name) ?? throw NotFound(context, name), change, seconds), context.Stopping).ConfigureAwait(false);
    }

    private static int Check(BsonDocument change)
    {
        foreach (var (field, value) in change)
        {
            if (field is "hidden" or "unique" or "prepareUnique" or "forceNonUnique" && value.ToBoolean())
                throw CommandException.NotSupported($"The field 'collMod.index.{field}'");
            if (field is not ("name" or "keyPattern" or "expireAfterSeconds" or "hidden" or "unique" or "prepareUnique" or "forceNonUnique"))
                throw new CommandException(ServerErrorCodes.UnknownField, $"BSON field 'collMod.index.{field}' is an unknown field.");
        }

        if (change.Find("expireAfterSeconds") is not { } seconds)
            throw new CommandException(MongoErrorCodes.InvalidOptions, "no expireAfterSeconds field");
        return IndexSpecParser.ExpireAfter(seconds);
    }

    private static BsonDocument Run(WriteSession session, CollectionInfo collection, BsonDocument? change, int seconds)
    {
        if (change is null)
            return [];
        var index = collection.Indexes.FirstOrDefault(i => change.Find("name") is BsonString name
                ? i.Name == name.Value
                : change.Find("keyPattern") is BsonDocument keys && i.Fields.SequenceEqual(SortParser.Parse(keys)))
            ?? throw new CommandException(MongoErrorCodes.IndexNotFound, $"cannot find index {change}");
        if (index.IsIdIndex || index.Fields.Count > 1)
            throw new CommandException(MongoErrorCodes.InvalidOptions, "TTL indexes are single-field indexes, and not on _id");
        session.ChangeExpiry(collection, index, seconds);
        var reply = new BsonDocument();
        if (index.ExpireAfterSeconds is { } old)
            reply.Add("expireAfterSeconds_old", (long)old);
        return reply.Add("expireAfterSeconds_new", (long)seconds);
    }

    private static CommandException NotFound(CommandContext context, string name) =>
        new(MongoErrorCodes.NamespaceNotFound, $"ns does not exist {context.Namespace(name)}");
}
