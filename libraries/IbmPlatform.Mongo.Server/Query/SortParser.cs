using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server.Indexes;

namespace IbmPlatform.Mongo.Server.Query;

/// <summary>Reads a sort document.</summary>
internal static class SortParser
{
    private const int MaxFields = 32;

    public static IReadOnlyList<IndexField> Parse(BsonDocument? sort)
    {
        var fields = new List<IndexField>();
        foreach (var (name, direction) in sort ?? [])
        {
            if (direction is BsonDocument meta)
                throw CommandException.NotSupported($"The sort {{ {name}: {meta} }}");
            if (!direction.IsNumber || direction.ToDouble() is not (1 or -1))
                throw new CommandException(new MongoErrorCode(15975, "Location15975"), $"$sort key ordering must be 1 (for ascending) or -1 (for descending), not {direction} for '{name}'");
            if (name.Length == 0 || name.Split('.').Any(p => p.Length == 0 || p.StartsWith('$')))
                throw CommandException.BadValue($"'{name}' is no field path to sort by");
            fields.Add(new IndexField(name, direction.ToDouble() < 0));
        }

        return fields.Count <= MaxFields ? fields : throw CommandException.BadValue($"a sort has {MaxFields} fields at most");
    }
}
