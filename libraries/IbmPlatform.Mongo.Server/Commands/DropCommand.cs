using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server.Connections;

namespace IbmPlatform.Mongo.Server.Commands;

/// <summary><c>drop</c>: a collection with its indexes; one that is not there is no error, as since MongoDB 7.0.</summary>
internal sealed class DropCommand : ICommand
{
    public IReadOnlyList<string> Names => ["drop"];

    public async Task<CommandReply> RunAsync(CommandContext context)
    {
        var name = context.CollectionName();
        context.Arguments.RejectRest();
        if (context.Database is null)
            return new BsonDocument();
        var indexes = await context.State.Data.WriteAsync(
            context.Request.Database,
            session =>
            {
                if (session.Catalogue.Find(name) is not { } collection)
                    return 0;
                session.DropCollection(collection);
                return collection.Indexes.Count;
            },
            context.Stopping).ConfigureAwait(false);
        return indexes == 0 ? new BsonDocument() : new BsonDocument { ["nIndexesWas"] = indexes, ["ns"] = context.Namespace(name) };
    }
}
