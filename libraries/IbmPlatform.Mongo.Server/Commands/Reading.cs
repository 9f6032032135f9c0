using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server.Aggregation.Expressions;
using IbmPlatform.Mongo.Server.Aggregation.Stages;
using IbmPlatform.Mongo.Server.Connections;
using IbmPlatform.Mongo.Server.Cursors;
using IbmPlatform.Mongo.Server.Query;
using IbmPlatform.Mongo.Server.Query.Execution;
using IbmPlatform.Mongo.Server.Storage;
using IbmPlatform.Mongo.Server.Users;

namespace IbmPlatform.Mongo.Server.Commands;

/// <summary>What the commands that read have in common: filters, hints, first batches.</summary>
internal static class Reading
{
    public static FilterNode Filter(CommandArguments arguments, string name) =>
        arguments.Raw(name) is { } filter ? FilterParser.Parse(filter) : new AndNode([]);

    /// <summary>The time, and the variables of the command's <c>let</c>: each a constant expression.</summary>
    public static Bindings Bindings(CommandContext context)
    {
        var bindings = new Bindings(context.State.Clock.GetUtcNow());
        if (context.Arguments.Document("let") is not { Count: > 0 } let)
            return bindings;
        var scope = bindings.ScopeWithoutDocument();
        return bindings.With([.. let.Select(variable => (LookupStage.Variable(variable.Name), ExpressionParser.Parse(variable.Value).Evaluate(scope)))]);
    }

    /// <summary>Reads a hint: an index by name or key pattern, or <c>{ $natural: ±1 }</c>.</summary>
    public static QuerySpec WithHint(QuerySpec query, BsonValue? hint, CollectionInfo? collection)
    {
        if (hint is null or BsonNull or BsonDocument { Count: 0 })
            return query;
        if (hint is BsonDocument pattern && pattern.Find("$natural") is { } natural)
            return query with { NaturalDirection = natural.ToDouble() < 0 ? -1 : 1 };
        if (collection is null)
            return query;
        var index = hint switch
        {
            BsonString name => collection.Indexes.FirstOrDefault(i => i.Name == name.Value),
            BsonDocument keys => collection.Indexes.FirstOrDefault(i => i.Fields.SequenceEqual(SortParser.Parse(keys))),
            _ => throw CommandException.FailedToParse("Hint must be a string or an object"),
        };
        return index is null
            ? throw CommandException.BadValue($"error processing query: planner returned error: hint provided does not correspond to an existing index: {hint}")
            : query with { Hint = index.Name };
    }

    public static int? BatchSize(BsonDocument? cursor)
    {
        if (cursor?.Names.FirstOrDefault(name => name != "batchSize") is { } unknown)
            throw new CommandException(ServerErrorCodes.UnknownField, $"BSON field 'cursor.{unknown}' is an unknown field.");
        if (cursor?.Find("batchSize") is not { } size)
            return null;
        return size.IsNumber && size.ToDouble() is >= 0 and <= int.MaxValue
            ? (int)size.ToDouble()
            : throw CommandException.BadValue($"BatchSize value must be a number from 0 to {int.MaxValue}, but received: {size}");
    }

    /// <summary>Answers with the first batch, and keeps a cursor for the rest.</summary>
    /// <param name="database">Null where there is none: stages can make documents of nothing all the same.</param>
    public static CommandReply FirstBatch(
        CommandContext context, Database? database, ResultStream results, string ns, int? batchSize, bool single, bool neverExpires = false)
    {
        Batch batch;
        using (var session = database?.BeginRead())
            batch = Batch.Read(results, new QueryContext(session?.Connection, context.Deadline) { Session = session }, batchSize ?? Batch.DefaultFirstSize);
        if (batch.Finished || single)
            return CommandReply.FirstBatch(batch, 0, ns);
        var cursor = Keep(context, database, ns, results, batch, neverExpires);
        return CommandReply.FirstBatch(batch, cursor.Id, ns);
    }

    public static CommandReply Empty(string ns) => new(new BsonDocument
    {
        ["cursor"] = new BsonDocument { ["firstBatch"] = new BsonArray(), ["id"] = 0L, ["ns"] = ns },
    });

    /// <summary>Answers with documents that are at hand, such as a list of collections.</summary>
    public static CommandReply Listing(CommandContext context, IReadOnlyList<ReadOnlyMemory<byte>> documents, string ns, int? batchSize)
    {
        var results = new ListResults(documents);
        var batch = Batch.Read(results, new QueryContext(null, context.Deadline), batchSize ?? int.MaxValue);
        if (batch.Finished || results.IsEmpty && batch.Held is null)
            return CommandReply.FirstBatch(batch, 0, ns);
        var cursor = Keep(context, null, ns, results, batch, neverExpires: false);
        return CommandReply.FirstBatch(batch, cursor.Id, ns);
    }

    private static OpenCursor Keep(CommandContext context, Database? database, string ns, ResultStream results, Batch batch, bool neverExpires) =>
        context.State.Cursors.Add(id => new OpenCursor(id, database, ns, results)
        {
            Held = batch.Held,
            NeverExpires = neverExpires,
            Owner = context.UserId,
            Needed = CommandAccess.Of(context.Request.Name),
            QueryBytes = context.Request.Body.Bytes.Length,
        });
}
