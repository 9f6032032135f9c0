using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server.Connections;
using IbmPlatform.Mongo.Server.Indexes;
using IbmPlatform.Mongo.Server.Query;
using IbmPlatform.Mongo.Server.Storage;

namespace IbmPlatform.Mongo.Server.Commands;

/// <summary><c>dropIndexes</c>: by name, by names, by key pattern, or <c>"*"</c> for all but the one on <c>_id</c>.</summary>
internal sealed class DropIndexesCommand : ICommand
{
    public IReadOnlyList<string> Names => ["dropIndexes"];

    public async Task<CommandReply> RunAsync(CommandContext context)
    {
        var name = context.CollectionName();
        var which = context.Arguments.Required("index", context.Arguments.Value("index"));
        context.Arguments.RejectRest();
        if (context.Database is not { } database)
            throw NotFound(context, name);
        return await database.WriteAsync(
            session => Run(session, session.Catalogue.Find(name) ?? throw NotFound(context, name), which), context.Stopping).ConfigureAwait(false);
    }

    private static BsonDocument Run(WriteSession session, CollectionInfo collection, BsonValue which)
    {
        var before = collection.Indexes.Count;
        foreach (var index in Chosen(collection, which).ToList())
        {
            if (index.IsIdIndex)
                throw new CommandException(MongoErrorCodes.InvalidOptions, "cannot drop _id index");
            collection = session.DropIndex(collection, index);
        }

        return new BsonDocument("nIndexesWas", before);
    }

    private static IEnumerable<IndexInfo> Chosen(CollectionInfo collection, BsonValue which) => which switch
    {
        BsonString { Value: "*" } => collection.SecondaryIndexes,
        BsonString name => [collection.Indexes.FirstOrDefault(i => i.Name == name.Value)
            ?? throw new CommandException(MongoErrorCodes.IndexNotFound, $"index not found with name [{name.Value}]")],
        BsonArray names => names.SelectMany(n => Chosen(collection, n)),
        BsonDocument keys => [collection.Indexes.FirstOrDefault(i => i.Fields.SequenceEqual(SortParser.Parse(keys)))
            ?? throw new CommandException(MongoErrorCodes.IndexNotFound, $"can't find index with key: {keys}")],
        _ => throw CommandException.TypeMismatch("The index to drop is a name, a list of names or a key pattern"),
    };

    private static CommandException NotFound(CommandContext context, string name) =>
        new(MongoErrorCodes.NamespaceNotFound, $"ns not found {context.Namespace(name)}");
}
