using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Client.Tests.Unified;

/// <summary>The operations of a collection, by the names of the unified test format.</summary>
internal static class CollectionOperations
{
    public static async Task<BsonValue?> RunAsync(MongoCollection<BsonDocument> collection, string name, Arguments arguments)
    {
        switch (name)
        {
            case "find":
                return new BsonArray(await collection.Find(arguments.Filter, Find(arguments)).ToListAsync());
            case "findOne":
                return await collection.FindOneAsync(arguments.Filter, Find(arguments)) ?? (BsonValue)BsonNull.Value;
            case "aggregate":
                return new BsonArray(await collection.AggregateAsync<BsonDocument>(arguments.Documents("pipeline"), Aggregate(arguments)));
            case "countDocuments":
                return await collection.CountDocumentsAsync(arguments.Filter);
            case "distinct":
                return new BsonArray(await collection.DistinctAsync<BsonValue>(arguments.Text("fieldName"), arguments.Filter));
            case "insertOne":
                await collection.InsertOneAsync(arguments.Document("document"));
                return null;
            case "insertMany":
                await collection.InsertManyAsync(arguments.Documents("documents"), arguments.Flag("ordered") ?? true);
                return null;
            case "updateOne":
                return Result(await collection.UpdateOneAsync(arguments.Filter, arguments.Document("update"), Update(arguments)));
            case "updateMany":
                return Result(await collection.UpdateManyAsync(arguments.Filter, arguments.Document("update"), Update(arguments)));
            case "replaceOne":
                return Result(await collection.ReplaceOneAsync(arguments.Filter, arguments.Document("replacement"), Update(arguments)));
            case "deleteOne":
                return new BsonDocument("deletedCount", (await collection.DeleteOneAsync(arguments.Filter)).DeletedCount);
            case "deleteMany":
                return new BsonDocument("deletedCount", (await collection.DeleteManyAsync(arguments.Filter)).DeletedCount);
            case "findOneAndUpdate":
                return await collection.FindOneAndUpdateAsync(arguments.Filter, arguments.Document("update"), FindOneAnd(arguments)) ?? (BsonValue)BsonNull.Value;
            case "findOneAndReplace":
                return await collection.FindOneAndReplaceAsync(arguments.Filter, arguments.Document("replacement"), FindOneAnd(arguments)) ?? (BsonValue)BsonNull.Value;
            case "findOneAndDelete":
                return await collection.FindOneAndDeleteAsync(arguments.Filter, FindOneAnd(arguments)) ?? (BsonValue)BsonNull.Value;
            case "bulkWrite":
                return Result(await collection.BulkWriteAsync([.. arguments.Documents("requests").Select(Write)], arguments.Flag("ordered") ?? true));
            case "createIndex":
                await collection.CreateIndexesAsync([Index(arguments)], CancellationToken.None);
                return null;
            case "dropIndex":
                await collection.DropIndexAsync(arguments.Text("name"));
                return null;
            case "listIndexes":
                return new BsonArray(await collection.ListIndexesAsync());
            case "listIndexNames":
                return new BsonArray((await collection.ListIndexesAsync()).Select(i => i["name"]));
            default:
                throw new NotSupportedException($"Operation {name} on a collection.");
        }
    }

    public static BsonDocument Result(BulkWriteResult result) => new()
    {
        ["insertedCount"] = result.InsertedCount,
        ["matchedCount"] = result.MatchedCount,
        ["modifiedCount"] = result.ModifiedCount,
        ["deletedCount"] = result.DeletedCount,
        ["upsertedCount"] = result.UpsertedIds.Count,
        ["upsertedIds"] = new BsonDocument(result.UpsertedIds.Select(u => new BsonElement($"{u.Key}", u.Value))),
    };

    public static FindOptions Find(Arguments arguments) => new()
    {
        Sort = arguments.OptionalDocument("sort"),
        Projection = arguments.OptionalDocument("projection"),
        Skip = arguments.Number("skip"),
        Limit = arguments.Number("limit"),
        BatchSize = arguments.Number("batchSize"),
        Hint = arguments.Value("hint"),
        MaxTime = arguments.Milliseconds("maxTimeMS"),
        TimeoutMode = Mode(arguments),
    };

    public static AggregateOptions Aggregate(Arguments arguments) => new()
    {
        BatchSize = arguments.Number("batchSize"),
        Hint = arguments.Value("hint"),
        MaxTime = arguments.Milliseconds("maxTimeMS"),
        TimeoutMode = Mode(arguments),
    };

    private static CursorTimeout? Mode(Arguments arguments) => (arguments.Value("timeoutMode") as BsonString)?.Value switch
    {
        null => null,
        "iteration" => CursorTimeout.Iteration,
        _ => CursorTimeout.Lifetime,
    };

    private static UpdateOptions Update(Arguments arguments) => new()
    {
        Upsert = arguments.Flag("upsert") ?? false,
        ArrayFilters = arguments.OptionalDocuments("arrayFilters"),
        Hint = arguments.Value("hint"),
    };

    private static FindOneAndOptions FindOneAnd(Arguments arguments) => new()
    {
        Sort = arguments.OptionalDocument("sort"),
        Projection = arguments.OptionalDocument("projection"),
        Upsert = arguments.Flag("upsert") ?? false,
        ArrayFilters = arguments.OptionalDocuments("arrayFilters"),
        Return = arguments.Value("returnDocument") is BsonString { Value: "After" } ? ReturnDocument.After : ReturnDocument.Before,
    };

    private static IndexModel Index(Arguments arguments) => new(arguments.Document("keys")) { Name = (arguments.Value("name") as BsonString)?.Value, Unique = arguments.Flag("unique") ?? false };

    private static WriteModel<BsonDocument> Write(BsonDocument request)
    {
        var arguments = new Arguments($"bulkWrite.{request[0].Name}", request[0].Value.AsDocument);
        WriteModel<BsonDocument> model = request[0].Name switch
        {
            "insertOne" => new InsertOneModel<BsonDocument>(arguments.Document("document")),
            "updateOne" => new UpdateOneModel<BsonDocument>(arguments.Filter, arguments.Document("update"), Update(arguments)),
            "updateMany" => new UpdateManyModel<BsonDocument>(arguments.Filter, arguments.Document("update"), Update(arguments)),
            "replaceOne" => new ReplaceOneModel<BsonDocument>(arguments.Filter, arguments.Document("replacement"), Update(arguments)),
            "deleteOne" => new DeleteOneModel<BsonDocument>(arguments.Filter),
            "deleteMany" => new DeleteManyModel<BsonDocument>(arguments.Filter),
            var other => throw new NotSupportedException($"Request {other} of bulkWrite."),
        };
        arguments.RequireAllRead();
        return model;
    }

    private static BsonDocument Result(UpdateResult result)
    {
        var document = new BsonDocument { ["matchedCount"] = result.MatchedCount, ["modifiedCount"] = result.ModifiedCount, ["upsertedCount"] = result.UpsertedId is null ? 0 : 1 };
        if (result.UpsertedId is { } id)
            document["upsertedId"] = id;
        return document;
    }
}
