using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server.Connections;
using IbmPlatform.Mongo.Server.Storage;
using IbmPlatform.Mongo.Server.Users;

namespace IbmPlatform.Mongo.Server.Commands;

/// <summary><c>renameCollection</c>, within a database; each of them is a file of its own.</summary>
internal sealed class RenameCollectionCommand : ICommand
{
    public IReadOnlyList<string> Names => ["renameCollection"];

    public async Task<CommandReply> RunAsync(CommandContext context)
    {
        Administration.RequireAdmin(context);
        var arguments = context.Arguments;
        var (database, from) = Split(arguments.CommandValue);
        var (targetDatabase, to) = Split(arguments.Required("to", arguments.Value("to")));
        var dropTarget = arguments.Flag("dropTarget");
        arguments.Refuse("stayTemp");
        arguments.RejectRest();
        Administration.Require(context, Access.Shape, database);
        Administration.Require(context, Access.Shape, targetDatabase);
        if (database != targetDatabase)
            throw CommandException.NotSupported("Renaming a collection into another database");
        if (context.State.Data.Find(database) is not { } found)
            throw NotFound(database, from);
        await found.WriteAsync(session => Rename(session, database, from, to, dropTarget), context.Stopping).ConfigureAwait(false);
        return new BsonDocument();
    }

    private static bool Rename(WriteSession session, string database, string from, string to, bool dropTarget)
    {
        var collection = session.Catalogue.Find(from) ?? throw NotFound(database, from);
        if (from == to)
            throw new CommandException(MongoErrorCodes.IllegalOperation, "Can't rename a collection to itself");
        if (session.Catalogue.Find(to) is { } target)
        {
            if (!dropTarget)
                throw new CommandException(MongoErrorCodes.NamespaceExists, "target namespace exists");
            session.DropCollection(target);
        }

        if (Namespaces.IsReserved(to))
            throw Namespaces.Reserved(to);
        session.RenameCollection(collection, to);
        return true;
    }

    private static (string Database, string Collection) Split(BsonValue ns)
    {
        if (ns is not BsonString { Value: var name } || name.IndexOf('.', StringComparison.Ordinal) is not (> 0 and var dot))
            throw new CommandException(MongoErrorCodes.InvalidNamespace, $"renameCollection takes full names such as \"database.collection\", not {ns}");
        Namespaces.CheckDatabase(name[..dot]);
        return (name[..dot], Namespaces.CheckCollection(name[..dot], name[(dot + 1)..]));
    }

    private static CommandException NotFound(string database, string collection) =>
        new(MongoErrorCodes.NamespaceNotFound, $"Source collection {database}.{collection} does not exist");
}
