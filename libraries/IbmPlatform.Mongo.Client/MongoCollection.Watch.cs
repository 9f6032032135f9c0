using IbmPlatform.Mongo.Client.Commands;
using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Client;

public sealed partial class MongoCollection<T>
{
    /// <summary>The changes of the collection from now on, or from where the options say.</summary>
    /// <param name="pipeline">Stages that narrow or shape the changes; each must keep its <c>_id</c>.</param>
    /// <param name="options">Where to start and what comes along.</param>
    public ChangeStream Watch(IReadOnlyList<BsonDocument>? pipeline = null, ChangeStreamOptions? options = null) => new(
        executor,
        stage => new AggregateCommand(Database, Name, [new BsonDocument("$changeStream", stage), .. pipeline ?? []], new AggregateOptions { BatchSize = options?.BatchSize })
        {
            Preference = ReadPreference,
        }.In(scope),
        options);
}
