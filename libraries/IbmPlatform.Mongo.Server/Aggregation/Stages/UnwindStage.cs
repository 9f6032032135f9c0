using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Server.Aggregation.Stages;

/// <summary><c>$unwind</c>: one document per element of an array.</summary>
internal sealed class UnwindStage(string[] path, string? indexField, bool keepEmpty) : IStage
{
    public static UnwindStage Parse(BsonValue value)
    {
        var specification = value as BsonDocument ?? new BsonDocument("path", value);
        foreach (var name in specification.Names)
        {
            if (name is not ("path" or "includeArrayIndex" or "preserveNullAndEmptyArrays"))
                throw new CommandException(new MongoErrorCode(28811, "Location28811"), $"unrecognized option to $unwind stage: {name}");
        }

        if (specification.Find("path") is not BsonString { Value: ['$', _, ..] } path)
            throw new CommandException(new MongoErrorCode(28818, "Location28818"), "path option to $unwind stage should be prefixed with a '$'");
        return new UnwindStage(
            path.Value[1..].Split('.'), specification.Find("includeArrayIndex")?.AsString, specification.Find("preserveNullAndEmptyArrays")?.ToBoolean() ?? false);
    }

    public IEnumerable<BsonDocument> Apply(IEnumerable<BsonDocument> input, StageContext context) =>
        input.SelectMany(document => Unwind(document, context.Memory));

    private IEnumerable<BsonDocument> Unwind(BsonDocument document, PipelineMemory memory)
    {
        BsonValue? value = document;
        foreach (var part in path)
            value = (value as BsonDocument)?.Find(part);
        if (value is BsonArray array && array.Count > 0)
        {
            var bytes = ValueSize.Of(document);
            memory.Add(bytes);
            try
            {
                for (var i = 0; i < array.Count; i++)
                    yield return With(document, array[i], (long)i);
            }
            finally
            {
                memory.Add(-bytes);
            }
        }
        else if (value is null or BsonNull or BsonUndefined or BsonArray)
        {
            if (keepEmpty)
                yield return value is BsonArray ? With(document, null, BsonNull.Value) : WithIndex(Nested.Copy(document), BsonNull.Value);
        }
        else
        {
            // A value that is no array counts as an array of one.
            yield return WithIndex(Nested.Copy(document), BsonNull.Value);
        }
    }

    private BsonDocument With(BsonDocument document, BsonValue? element, BsonValue index)
    {
        var one = Nested.Copy(document);
        Nested.Set(one, path, element);
        return WithIndex(one, index);
    }

    private BsonDocument WithIndex(BsonDocument document, BsonValue index)
    {
        if (indexField is not null)
            Nested.Set(document, indexField.Split('.'), index);
        return document;
    }
}
