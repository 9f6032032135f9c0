using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server.Connections;
using IbmPlatform.Mongo.Server.Query;
using IbmPlatform.Mongo.Server.Query.Execution;
using IbmPlatform.Mongo.Server.Storage;
using IbmPlatform.Mongo.Server.Update;

namespace IbmPlatform.Mongo.Server.Commands;

/// <summary><c>findAndModify</c>: changes or removes one document and answers it as it was or is.</summary>
internal sealed class FindAndModifyCommand : ICommand
{
    public IReadOnlyList<string> Names => ["findAndModify", "findandmodify"];

    public async Task<CommandReply> RunAsync(CommandContext context)
    {
        var name = context.CollectionName();
        var arguments = context.Arguments;
        var bindings = Reading.Bindings(context);
        var filter = Reading.Filter(arguments, "query").Bind(bindings);
        var sort = SortParser.Parse(arguments.Document("sort"));
        var remove = arguments.Flag("remove");
        var answerNew = arguments.Flag("new");
        var upsert = arguments.Flag("upsert");
        var projection = ProjectionParser.Parse(arguments.Document("fields"), bindings, filter);
        var update = arguments.Value("update");
        var arrayFilters = arguments.Array("arrayFilters");
        var hint = arguments.Value("hint");
        arguments.Accept("bypassDocumentValidation", "bypassEmptyTsReplacement");
        arguments.RejectRest();
        if (remove ? update is not null || upsert || answerNew : update is null)
        {
            throw CommandException.FailedToParse(remove
                ? "Cannot specify 'update', 'upsert' or 'new' together with 'remove'"
                : "Either an update or remove=true must be specified");
        }

        var statement = remove ? null : new UpdateStatement(filter, UpdateParser.Parse(update!), upsert, arrayFilters, hint, bindings);
        return await context.State.Data.WriteAsync(
            context.Request.Database,
            session => Run(session, context, name, new QuerySpec(filter, sort, 1), hint, statement, answerNew, projection),
            context.Stopping).ConfigureAwait(false);
    }

    private static BsonDocument Run(
        WriteSession session, CommandContext context, string name, QuerySpec query, BsonValue? hint, UpdateStatement? statement,
        bool answerNew, Projection? projection)
    {
        using var running = Work.Enter(context.Deadline);
        try
        {
            var collection = session.Catalogue.Find(name);
            var found = collection is null
                ? null
                : Writing.First(session, context, collection, Reading.WithHint(query, hint, collection));
            if (statement is null)
                return Remove(session, collection, found, projection);
            if (found is { } document)
                return Change(session, context, collection!, document, statement, answerNew, projection);
            return statement.Upsert
                ? Insert(session, context, collection ?? Namespaces.Create(session, name), statement, answerNew, projection)
                : Reply(new BsonDocument { ["n"] = 0, ["updatedExisting"] = false }, null, projection);
        }
        catch (Exception fault) when (fault is DuplicateKeyException or Indexes.ParallelArraysException)
        {
            throw WriteErrors.Refusal(context.Request.Database, fault)!;
        }
    }

    private static BsonDocument Remove(WriteSession session, CollectionInfo? collection, StoredDocument? found, Projection? projection)
    {
        if (found is { } document)
            session.Delete(collection!, document);
        return Reply(new BsonDocument("n", found is null ? 0 : 1), found?.Bson, projection);
    }

    private static BsonDocument Change(
        WriteSession session, CommandContext context, CollectionInfo collection, StoredDocument document, UpdateStatement statement,
        bool answerNew, Projection? projection)
    {
        var changed = statement.Apply(session, context, collection, document) ?? document.Bson;
        return Reply(new BsonDocument { ["n"] = 1, ["updatedExisting"] = true }, answerNew ? changed : document.Bson, projection);
    }

    private static BsonDocument Insert(
        WriteSession session, CommandContext context, CollectionInfo collection, UpdateStatement statement, bool answerNew, Projection? projection)
    {
        var inserted = statement.Insert(session, context, collection);
        new RawBsonDocument(inserted).TryFind("_id"u8, out var id);
        var outcome = new BsonDocument { ["n"] = 1, ["updatedExisting"] = false, ["upserted"] = id.ToValue() };
        // Not by a bare null, which would become an empty document.
        return Reply(outcome, answerNew ? inserted : (ReadOnlyMemory<byte>?)null, projection);
    }

    private static BsonDocument Reply(BsonDocument outcome, ReadOnlyMemory<byte>? document, Projection? projection) => new()
    {
        ["lastErrorObject"] = outcome,
        ["value"] = document is { } bson ? BsonDocument.Parse(projection is null ? bson.Span : projection.Apply(bson.Span)) : BsonNull.Value,
    };
}
