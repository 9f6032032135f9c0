using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Client.Tests.Unified;

/// <summary>The operations of a database and of a client, by the names of the unified test format.</summary>
internal static class DatabaseOperations
{
    public static async Task<BsonValue?> RunAsync(MongoDatabase database, string name, Arguments arguments)
    {
        switch (name)
        {
            case "runCommand":
                arguments.Text("commandName");
                return await database.RunCommandAsync(arguments.Document("command"));
            case "aggregate":
                throw new NotRunException("aggregate on a database: not in the client's interface");
            case "listCollections":
                return new BsonArray(await database.ListCollectionsAsync(arguments.OptionalDocument("filter")).ToListAsync());
            case "listCollectionNames" when arguments.OptionalDocument("filter") is { Count: > 0 }:
                throw new NotRunException("listCollectionNames with a filter: not in the client's interface");
            case "listCollectionNames":
                return new BsonArray((await database.ListCollectionNamesAsync()).Select(n => (BsonValue)n));
            case "createCollection":
                var options = new BsonDocument();
                foreach (var option in (string[])["capped", "size", "max", "expireAfterSeconds", "timeseries", "clusteredIndex", "viewOn", "pipeline", "changeStreamPreAndPostImages", "validator"])
                {
                    if (arguments.Value(option) is { } value)
                        options[option] = value;
                }
                await database.CreateCollectionAsync(arguments.Text("collection"), options);
                return null;
            case "dropCollection":
                await database.GetCollection<BsonDocument>(arguments.Text("collection")).DropAsync();
                return null;
            default:
                throw new NotSupportedException($"Operation {name} on a database.");
        }
    }

    public static async Task<BsonValue?> RunAsync(MongoClient client, string name) => name switch
    {
        "listDatabases" => new BsonArray(await client.ListDatabasesAsync()),
        "listDatabaseNames" => new BsonArray((await client.ListDatabaseNamesAsync()).Select(n => (BsonValue)n)),
        _ => throw new NotSupportedException($"Operation {name} on a client."),
    };
}
