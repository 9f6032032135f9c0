using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server.Connections;
using IbmPlatform.Mongo.Server.Cursors;
using IbmPlatform.Mongo.Server.Query;
using IbmPlatform.Mongo.Server.Query.Planning;

namespace IbmPlatform.Mongo.Server.Commands;

/// <summary><c>find</c>.</summary>
internal sealed class FindCommand : ICommand
{
    public IReadOnlyList<string> Names => ["find"];

    public Task<CommandReply> RunAsync(CommandContext context)
    {
        var name = context.CollectionName();
        var arguments = context.Arguments;
        var (query, projection, skip, limit) = Parse(context, name);
        var batchSize = arguments.Whole("batchSize");
        if (batchSize is < 0 or > int.MaxValue - 1)
            throw CommandException.BadValue($"BSON field 'batchSize' value must be >= 0, actual value '{batchSize}'");
        var single = arguments.Flag("singleBatch");
        var neverExpires = arguments.Flag("noCursorTimeout");
        arguments.RejectRest();

        var database = context.Database;
        var ns = context.Namespace(name);
        if (database?.Catalogue.Find(name) is not { } collection)
            return Task.FromResult(Reading.Empty(ns));
        var results = new FindResults(Planner.Plan(collection, query), projection, skip, limit);
        // A limit that is reached ends the cursor with the batch: one more read finds that out.
        var size = limit is { } most && most <= (batchSize ?? Batch.DefaultFirstSize) ? (int)most + 1 : (int?)batchSize;
        return Task.FromResult(Reading.FirstBatch(context, database, results, ns, size, single, neverExpires));
    }

    public static (QuerySpec Query, Projection? Projection, long Skip, long? Limit) Parse(CommandContext context, string name)
    {
        var arguments = context.Arguments;
        var bindings = Reading.Bindings(context);
        var filter = Reading.Filter(arguments, "filter").Bind(bindings);
        var sort = arguments.Document("sort");
        var projection = ProjectionParser.Parse(arguments.Document("projection"), bindings, filter);
        var skip = arguments.Whole("skip") ?? 0;
        var limit = arguments.Whole("limit") is { } most and not 0 ? most : (long?)null;
        if (skip < 0 || limit < 0)
            throw CommandException.BadValue($"BSON field '{(skip < 0 ? "skip" : "limit")}' value must be >= 0");
        arguments.Refuse("min", "max", "returnKey", "showRecordId", "tailable", "awaitData", "encryptionInformation");
        // Neither changes the answer: partial results need shards, and no disk is used for sorting.
        arguments.Accept("allowDiskUse", "allowPartialResults", "oplogReplay");
        var natural = sort is { Count: 1 } && sort[0].Name == "$natural" ? sort[0].Value.ToDouble() < 0 ? -1 : 1 : (int?)null;
        var query = new QuerySpec(
            filter, natural is null ? SortParser.Parse(sort) : [],
            limit is { } top && top + skip <= int.MaxValue ? (int)(top + skip) : null, NaturalDirection: natural);
        return (Reading.WithHint(query, arguments.Value("hint"), context.Database?.Catalogue.Find(name)), projection, skip, limit);
    }
}
