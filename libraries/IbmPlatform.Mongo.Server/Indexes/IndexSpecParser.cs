using System.Globalization;
using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Server.Indexes;

/// <summary>Reads an index specification; a kind or option that is not built is refused.</summary>
internal static class IndexSpecParser
{
    private const int MaxFields = 32;

    public static IndexInfo Parse(BsonDocument spec)
    {
        var name = "";
        List<IndexField> fields = [];
        var (unique, sparse) = (false, false);
        PartialFilter? partial = null;
        int? expireAfter = null;
        foreach (var (option, value) in spec)
        {
            switch (option)
            {
                case "key":
                    fields = Fields(value as BsonDocument ?? throw CommandException.TypeMismatch("The field 'key' must be an object"));
                    break;
                case "name":
                    name = (value as BsonString ?? throw CommandException.TypeMismatch("The field 'name' must be a string")).Value;
                    break;
                case "unique":
                    unique = value.ToBoolean();
                    break;
                case "sparse":
                    sparse = value.ToBoolean();
                    break;
                case "v" when value.IsNumber && value.ToDouble() is 1 or 2:
                case "background" or "ns":
                    break;
                case "collation":
                    Commands.CommandArguments.CheckCollation(value);
                    break;
                case "hidden" or "prepareUnique" when !value.ToBoolean():
                    break;
                case "partialFilterExpression":
                    partial = PartialFilter.Parse(value as BsonDocument ?? throw CommandException.TypeMismatch("The field 'partialFilterExpression' must be an object"));
                    break;
                case "expireAfterSeconds":
                    expireAfter = ExpireAfter(value);
                    break;
                case "hidden" or "weights" or "default_language" or "wildcardProjection"
                    or "language_override" or "textIndexVersion" or "2dsphereIndexVersion" or "bits" or "min" or "max" or "storageEngine"
                    or "prepareUnique" or "clustered":
                    throw CommandException.NotSupported($"The index option '{option}'");
                default:
                    throw new CommandException(MongoErrorCodes.InvalidIndexSpecificationOption,
                        $"The field '{option}' is not valid for an index specification. Specification: {spec}");
            }
        }

        if (fields.Count == 0)
            throw new CommandException(MongoErrorCodes.FailedToParse, "The 'key' field is a required property of an index specification");
        if (sparse && partial is not null)
            throw new CommandException(MongoErrorCodes.CannotCreateIndex, "cannot mix 'partialFilterExpression' and 'sparse' options");
        if (expireAfter is not null && (fields.Count > 1 || fields[0].Path == "_id"))
            throw new CommandException(MongoErrorCodes.CannotCreateIndex, "TTL indexes are single-field indexes, and not on _id");
        return new IndexInfo(-1, name.Length > 0 ? name : DefaultName(fields), fields, unique, sparse)
        {
            Partial = partial,
            ExpireAfterSeconds = expireAfter,
        };
    }

    public static int ExpireAfter(BsonValue seconds) => seconds.IsNumber && seconds.ToDouble() is >= 0 and <= int.MaxValue
        ? (int)seconds.ToDouble()
        : throw new CommandException(MongoErrorCodes.CannotCreateIndex, $"expireAfterSeconds is a number from 0 to {int.MaxValue}, not {seconds}");

    private static List<IndexField> Fields(BsonDocument key)
    {
        if (key.Count is 0 or > MaxFields)
            throw new CommandException(MongoErrorCodes.CannotCreateIndex, $"An index has 1 to {MaxFields} fields, not {key.Count}");
        var fields = new List<IndexField>();
        foreach (var (path, direction) in key)
        {
            if (direction is BsonString kind)
                throw CommandException.NotSupported($"An index of kind '{kind.Value}' (on '{path}')");
            if (!direction.IsNumber || direction.ToDouble() is 0 or double.NaN)
                throw new CommandException(MongoErrorCodes.CannotCreateIndex, $"Values in an index key pattern must be numbers other than 0, not {direction} (on '{path}')");
            if (path.Contains("$**", StringComparison.Ordinal))
                throw CommandException.NotSupported("A wildcard index");
            if (path.Length == 0 || path.Split('.').Any(p => p.Length == 0 || p.StartsWith('$')) || path.Contains('\u001f'))
                throw new CommandException(MongoErrorCodes.CannotCreateIndex, $"'{path}' is no field path that can be indexed");
            if (fields.Exists(f => f.Path == path))
                throw CommandException.BadValue($"The field '{path}' appears multiple times in the index key pattern");
            fields.Add(new IndexField(path, direction.ToDouble() < 0));
        }

        return fields;
    }

    private static string DefaultName(List<IndexField> fields) =>
        string.Join('_', fields.Select(f => string.Create(CultureInfo.InvariantCulture, $"{f.Path}_{(f.Descending ? -1 : 1)}")));
}
