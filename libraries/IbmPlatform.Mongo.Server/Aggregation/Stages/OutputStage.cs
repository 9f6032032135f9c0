using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Server.Aggregation.Stages;

/// <summary>A pipeline's last stage, by which the command writes what comes out into a collection.</summary>
/// <param name="Database">The target's database; null for that of the command.</param>
/// <param name="Collection">The target.</param>
internal abstract record OutputStage(string? Database, string Collection) : IStage
{
    // The command writes: a stage has no writer.
    public IEnumerable<BsonDocument> Apply(IEnumerable<BsonDocument> input, StageContext context) => input;

    /// <summary>Reads a target: a name, or <c>{ db, coll }</c>.</summary>
    protected static (string? Database, string Collection) Target(string stage, BsonValue? value, int code)
    {
        if (value is BsonString { Value: { Length: > 0 } name })
            return (null, Commands.Namespaces.CheckCollection("", name));
        if (value is not BsonDocument document || document.Names.Any(n => n is not ("db" or "coll"))
            || document.Find("coll") is not BsonString { Value: { Length: > 0 } collection } || document.Find("db") is not (null or BsonString))
            throw new CommandException(Expressions.Operands.Location(code), $"{stage} names its target by a string or by {{ db, coll }}, found: {value?.ToString() ?? "nothing"}");
        var database = (document.Find("db") as BsonString)?.Value;
        if (database is not null)
            Commands.Namespaces.CheckDatabase(database);
        return (database, Commands.Namespaces.CheckCollection(database ?? "", collection));
    }
}
