using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server.Connections;
using IbmPlatform.Mongo.Server.Query;
using IbmPlatform.Mongo.Server.Query.Execution;
using IbmPlatform.Mongo.Server.Storage;
using IbmPlatform.Mongo.Server.Update;

namespace IbmPlatform.Mongo.Server.Commands;

/// <summary><c>update</c>.</summary>
internal sealed class UpdateCommand : ICommand
{
    public IReadOnlyList<string> Names => ["update"];

    public async Task<CommandReply> RunAsync(CommandContext context)
    {
        var name = context.CollectionName();
        var arguments = context.Arguments;
        var statements = Writing.CheckCount(arguments.Documents("updates"));
        var ordered = arguments.Flag("ordered", otherwise: true);
        arguments.Refuse("let");
        arguments.Accept("bypassDocumentValidation", "bypassEmptyTsReplacement");
        arguments.RejectRest();
        return await context.State.Data.WriteAsync(
            context.Request.Database, session => Run(session, context, name, statements, ordered), context.Stopping).ConfigureAwait(false);
    }

    private static BsonDocument Run(
        WriteSession session, CommandContext context, string name, IReadOnlyList<RawBsonDocument> statements, bool ordered)
    {
        using var running = Work.Enter(context.Deadline);
        var errors = new WriteErrors(context.Request.Database);
        var totals = new Totals();
        for (var i = 0; i < statements.Count; i++)
        {
            var (index, statement) = (i, statements[i]);
            if (!errors.Try(i, () => Run(session, context, name, index, statement, totals)) && ordered)
                break;
        }

        var reply = new BsonDocument { ["n"] = totals.Matched, ["nModified"] = totals.Modified };
        if (totals.Upserted.Count > 0)
            reply.Add("upserted", totals.Upserted);
        errors.AddTo(reply);
        return reply;
    }

    private static void Run(WriteSession session, CommandContext context, string name, int index, RawBsonDocument raw, Totals totals)
    {
        var (statement, multi) = Parse(raw);
        var collection = session.Catalogue.Find(name);
        var query = Reading.WithHint(new QuerySpec(statement.Filter, []), statement.Hint, collection);
        var matched = 0;
        foreach (var document in collection is null ? [] : Found(session, context, collection, query, multi))
        {
            matched++;
            totals.Matched++;
            if (statement.Apply(session, context, collection!, document) is not null)
                totals.Modified++;
        }

        if (matched > 0 || !statement.Upsert)
            return;
        var inserted = statement.Insert(session, context, collection ?? session.CreateCollection(name));
        totals.Matched++;
        new RawBsonDocument(inserted).TryFind("_id"u8, out var id);
        totals.Upserted.Add(new BsonDocument { ["index"] = index, ["_id"] = id.ToValue() });
    }

    private static IEnumerable<StoredDocument> Found(
        WriteSession session, CommandContext context, CollectionInfo collection, QuerySpec query, bool multi)
    {
        if (multi)
            return Writing.All(session, context, collection, query);
        return Writing.First(session, context, collection, query) is { } one ? [one] : [];
    }

    private static (UpdateStatement Statement, bool Multi) Parse(RawBsonDocument raw)
    {
        BsonValidator.Validate(raw.Bytes.Span);
        var fields = raw.ToDocument();
        foreach (var field in fields.Names)
        {
            if (field is not ("q" or "u" or "multi" or "upsert" or "arrayFilters" or "hint" or "collation"))
                throw field is "c" or "sort" ? CommandException.NotSupported($"The field 'update.updates.{field}'") : new CommandException(ServerErrorCodes.UnknownField, $"BSON field 'update.updates.{field}' is an unknown field.");
        }

        CommandArguments.CheckCollation(fields.Find("collation"));
        var multi = fields.Find("multi")?.ToBoolean() ?? false;
        var update = UpdateParser.Parse(fields.Find("u") ?? throw Missing("u"));
        if (multi && update.IsReplacement)
            throw CommandException.FailedToParse("multi update is not supported for replacement-style update");
        var filter = FilterParser.Parse(new RawBsonDocument((fields.Find("q") ?? throw Missing("q")).AsDocument.ToBytes()));
        return (new UpdateStatement(filter, update, fields.Find("upsert")?.ToBoolean() ?? false, fields.Find("arrayFilters")?.AsArray, fields.Find("hint")), multi);
    }

    private static CommandException Missing(string field) =>
        new(ServerErrorCodes.MissingField, $"BSON field 'update.updates.{field}' is missing but a required field");

    private sealed class Totals
    {
        public int Matched { get; set; }

        public int Modified { get; set; }

        public BsonArray Upserted { get; } = [];
    }
}
