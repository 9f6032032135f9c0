using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server.Aggregation.Expressions;
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
        var bindings = Reading.Bindings(context);
        arguments.Accept("bypassDocumentValidation", "bypassEmptyTsReplacement");
        arguments.RejectRest();
        return await context.State.Data.WriteAsync(
            context.Request.Database, session => Run(session, context, name, statements, ordered, bindings), context.Stopping).ConfigureAwait(false);
    }

    private static BsonDocument Run(
        WriteSession session, CommandContext context, string name, IReadOnlyList<RawBsonDocument> statements, bool ordered, Bindings bindings)
    {
        using var running = Work.Enter(context.Deadline);
        var errors = new WriteErrors(context.Request.Database);
        var totals = new Totals();
        for (var i = 0; i < statements.Count; i++)
        {
            var (index, statement) = (i, statements[i]);
            if (!errors.Try(i, () => Run(session, context, name, index, statement, totals, bindings)) && ordered)
                break;
        }

        var reply = new BsonDocument { ["n"] = totals.Matched, ["nModified"] = totals.Modified };
        if (totals.Upserted.Count > 0)
            reply.Add("upserted", totals.Upserted);
        errors.AddTo(reply);
        return reply;
    }

    private static void Run(WriteSession session, CommandContext context, string name, int index, RawBsonDocument raw, Totals totals, Bindings bindings)
    {
        var (statement, multi) = Parse(raw, bindings);
        var collection = session.Catalogue.Find(name);
        var query = Reading.WithHint(new QuerySpec(statement.Filter, []), statement.Hint, collection);
        var matched = 0;
        foreach (var document in collection is null ? [] : Found(session, context, collection, query, multi))
        {
            matched++;
            var changed = statement.Apply(session, context, collection!, document) is not null;
            totals.Matched++;
            if (changed)
                totals.Modified++;
        }

        if (matched > 0 || !statement.Upsert)
            return;
        var inserted = statement.Insert(session, context, collection ?? Namespaces.Create(session, name));
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

    private static (UpdateStatement Statement, bool Multi) Parse(RawBsonDocument raw, Bindings bindings)
    {
        BsonValidator.Validate(raw.Bytes.Span);
        var fields = raw.ToDocument();
        foreach (var field in fields.Names)
        {
            if (field is not ("q" or "u" or "multi" or "upsert" or "arrayFilters" or "hint" or "collation" or "c"))
                throw field is "sort" ? CommandException.NotSupported($"The field 'update.updates.{field}'") : new CommandException(ServerErrorCodes.UnknownField, $"BSON field 'update.updates.{field}' is an unknown field.");
        }

        CommandArguments.CheckCollation(fields.Find("collation"));
        var multi = fields.Find("multi")?.ToBoolean() ?? false;
        var update = UpdateParser.Parse(fields.Find("u") ?? throw Missing("u"));
        var constants = Constants(fields.Find("c"), update, bindings);
        if (multi && update.IsReplacement)
            throw CommandException.FailedToParse("multi update is not supported for replacement-style update");
        var filter = FilterParser.Parse(new RawBsonDocument((fields.Find("q") ?? throw Missing("q")).AsDocument.ToBytes())).Bind(bindings);
        return (new UpdateStatement(filter, update, fields.Find("upsert")?.ToBoolean() ?? false, fields.Find("arrayFilters")?.AsArray, fields.Find("hint"), constants), multi);
    }

    // The constants of a pipeline: values as they stand, which its expressions name like variables.
    private static Bindings Constants(BsonValue? constants, IDocumentUpdate update, Bindings bindings) => constants switch
    {
        null => bindings,
        BsonDocument when update is not PipelineUpdate =>
            throw new CommandException(new MongoErrorCode(51198, "Location51198"), "Constant values may only be specified for pipeline updates"),
        BsonDocument values => bindings.With([.. values.Select(v => (Aggregation.Stages.LookupStage.Variable(v.Name), (BsonValue?)v.Value))]),
        _ => throw CommandException.TypeMismatch("BSON field 'update.updates.c' is the wrong type, expected type 'object'"),
    };

    private static CommandException Missing(string field) =>
        new(ServerErrorCodes.MissingField, $"BSON field 'update.updates.{field}' is missing but a required field");

    private sealed class Totals
    {
        public int Matched { get; set; }

        public int Modified { get; set; }

        public BsonArray Upserted { get; } = [];
    }
}
