using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server.Aggregation.Expressions;
using IbmPlatform.Mongo.Server.Connections;
using IbmPlatform.Mongo.Server.Query;
using IbmPlatform.Mongo.Server.Query.Execution;
using IbmPlatform.Mongo.Server.Storage;

namespace IbmPlatform.Mongo.Server.Commands;

/// <summary><c>delete</c>.</summary>
internal sealed class DeleteCommand : ICommand
{
    public IReadOnlyList<string> Names => ["delete"];

    public async Task<CommandReply> RunAsync(CommandContext context)
    {
        var name = context.CollectionName();
        var arguments = context.Arguments;
        var statements = Writing.CheckCount(arguments.Documents("deletes"));
        var ordered = arguments.Flag("ordered", otherwise: true);
        var bindings = Reading.Bindings(context);
        arguments.RejectRest();
        if (context.Database is null)
            return new BsonDocument("n", 0);
        return await context.State.Data.WriteAsync(
            context.Request.Database,
            session => Run(session, context, name, statements, ordered, bindings), context.Stopping).ConfigureAwait(false);
    }

    private static BsonDocument Run(
        WriteSession session, CommandContext context, string name, IReadOnlyList<RawBsonDocument> statements, bool ordered, Bindings bindings)
    {
        using var running = Work.Enter(context.Deadline);
        var errors = new WriteErrors(context.Request.Database);
        var deleted = 0;
        for (var i = 0; i < statements.Count; i++)
        {
            var statement = statements[i];
            if (!errors.Try(i, () => deleted += Run(session, context, name, statement, bindings)) && ordered)
                break;
        }

        var reply = new BsonDocument("n", deleted);
        errors.AddTo(reply);
        return reply;
    }

    private static int Run(WriteSession session, CommandContext context, string name, RawBsonDocument raw, Bindings bindings)
    {
        BsonValidator.Validate(raw.Bytes.Span);
        var fields = raw.ToDocument();
        foreach (var field in fields.Names)
        {
            if (field is not ("q" or "limit" or "hint" or "collation"))
                throw new CommandException(ServerErrorCodes.UnknownField, $"BSON field 'delete.deletes.{field}' is an unknown field.");
        }

        CommandArguments.CheckCollation(fields.Find("collation"));
        var limit = (fields.Find("limit") ?? throw Missing("limit")).ToInt64();
        if (limit is not (0 or 1))
            throw CommandException.FailedToParse($"The limit field in delete objects must be 0 or 1. Got {limit}");
        var filter = FilterParser.Parse(new RawBsonDocument((fields.Find("q") ?? throw Missing("q")).AsDocument.ToBytes())).Bind(bindings);
        if (session.Catalogue.Find(name) is not { } collection)
            return 0;
        var query = Reading.WithHint(new QuerySpec(filter, []), fields.Find("hint"), collection);
        var found = limit == 0
            ? Writing.All(session, context, collection, query)
            : Writing.First(session, context, collection, query) is { } one ? [one] : [];
        var deleted = 0;
        foreach (var document in found)
        {
            session.Delete(collection, document);
            deleted++;
        }

        return deleted;
    }

    private static CommandException Missing(string field) =>
        new(ServerErrorCodes.MissingField, $"BSON field 'delete.deletes.{field}' is missing but a required field");
}
