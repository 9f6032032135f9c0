using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server.Connections;

namespace IbmPlatform.Mongo.Server.Commands;

/// <summary><c>create</c>: a plain collection; every other kind is refused.</summary>
internal sealed class CreateCommand : ICommand
{
    public IReadOnlyList<string> Names => ["create"];

    public async Task<CommandReply> RunAsync(CommandContext context)
    {
        var name = context.CollectionName();
        context.Arguments.Refuse(
            "capped", "size", "max", "timeseries", "expireAfterSeconds", "clusteredIndex", "changeStreamPreAndPostImages", "validator",
            "validationLevel", "validationAction", "viewOn", "pipeline", "encryptedFields", "storageEngine", "indexOptionDefaults");
        context.Arguments.Accept("autoIndexId", "flags", "idIndex");
        context.Arguments.RejectRest();
        await context.State.Data.WriteAsync(
            context.Request.Database,
            session => session.Catalogue.Find(name) is null
                ? Namespaces.Create(session, name)
                : throw new CommandException(MongoErrorCodes.NamespaceExists, $"Collection {context.Namespace(name)} already exists."),
            context.Stopping).ConfigureAwait(false);
        return new BsonDocument();
    }
}
