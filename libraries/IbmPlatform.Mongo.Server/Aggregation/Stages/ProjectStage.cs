using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server.Aggregation.Expressions;
using IbmPlatform.Mongo.Server.Query;

namespace IbmPlatform.Mongo.Server.Aggregation.Stages;

/// <summary><c>$project</c>: fields kept or dropped, and computed ones.</summary>
internal sealed class ProjectStage(Projection? projection, AddFieldsStage? computed, bool keepsNothing) : IStage
{
    public static ProjectStage Parse(BsonDocument specification)
    {
        if (specification.Count == 0)
            throw new CommandException(new MongoErrorCode(51272, "Location51272"), "projection specification must have at least one field");
        var (plain, computed) = (new BsonDocument(), new BsonDocument());
        Split("", specification, plain, computed);
        if (computed.Count == 0)
            return new ProjectStage(ProjectionParser.Parse(plain), null, keepsNothing: false);
        foreach (var (name, value) in plain)
        {
            if (name != "_id" && !value.ToBoolean())
                throw new CommandException(new MongoErrorCode(31254, "Location31254"), $"Cannot do exclusion on field {name} in inclusion projection");
        }

        // Computed fields alone still keep the _id.
        var keepsNothing = plain.Find("_id") is { } id && !id.ToBoolean() && plain.Count == 1 || computed.Contains("_id") && plain.Count == 0;
        if (plain.All(p => p.Name == "_id" && p.Value.ToBoolean()) && !computed.Contains("_id"))
            plain = new BsonDocument("_id", 1);
        return new ProjectStage(keepsNothing ? null : ProjectionParser.Parse(plain), AddFieldsStage.Parse(computed), keepsNothing);
    }

    public static ProjectStage Without(BsonArray names) =>
        new(ProjectionParser.Parse(new BsonDocument(names.Select(n => new BsonElement(n.AsString, 0)))), null, keepsNothing: false);

    public IEnumerable<BsonDocument> Apply(IEnumerable<BsonDocument> input, StageContext context)
    {
        foreach (var document in input)
        {
            var kept = keepsNothing ? [] : projection is null ? document : BsonDocument.Parse(projection.Apply(document.ToBytes()));
            yield return computed is null ? kept : computed.Extend(document, kept, context);
        }
    }

    private static void Split(string prefix, BsonDocument specification, BsonDocument plain, BsonDocument computed)
    {
        foreach (var (name, value) in specification)
        {
            var path = prefix + name;
            if (value.IsNumber || value is BsonBoolean)
                plain.Add(path, value);
            else if (value is BsonDocument { Count: > 0 } nested && !nested[0].Name.StartsWith('$'))
                Split(path + ".", nested, plain, computed);
            else
                computed.Add(path, value);
        }
    }
}
