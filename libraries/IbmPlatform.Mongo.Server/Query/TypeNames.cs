using System.Collections.Frozen;
using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Server.Query;

/// <summary>The names and numbers that <c>$type</c> knows the BSON types by.</summary>
internal static class TypeNames
{
    private static readonly FrozenDictionary<BsonType, string> Names = new Dictionary<BsonType, string>
    {
        [BsonType.Double] = "double",
        [BsonType.String] = "string",
        [BsonType.Document] = "object",
        [BsonType.Array] = "array",
        [BsonType.Binary] = "binData",
        [BsonType.Undefined] = "undefined",
        [BsonType.ObjectId] = "objectId",
        [BsonType.Boolean] = "bool",
        [BsonType.DateTime] = "date",
        [BsonType.Null] = "null",
        [BsonType.Regex] = "regex",
        [BsonType.DbPointer] = "dbPointer",
        [BsonType.JavaScript] = "javascript",
        [BsonType.Symbol] = "symbol",
        [BsonType.JavaScriptWithScope] = "javascriptWithScope",
        [BsonType.Int32] = "int",
        [BsonType.Timestamp] = "timestamp",
        [BsonType.Int64] = "long",
        [BsonType.Decimal128] = "decimal",
        [BsonType.MinKey] = "minKey",
        [BsonType.MaxKey] = "maxKey",
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, BsonType> Types = Names.ToFrozenDictionary(p => p.Value, p => p.Key);

    public static string Of(BsonType type) => Names[type];

    public static IReadOnlySet<BsonType> Parse(RawBsonElement element)
    {
        var types = new HashSet<BsonType>();
        if (element.Type == BsonType.Array)
        {
            foreach (var item in element.AsDocument)
                Add(types, item.ToValue());
        }
        else
        {
            Add(types, element.ToValue());
        }

        return types.Count > 0 ? types : throw CommandException.FailedToParse("$type must match at least one type");
    }

    private static void Add(HashSet<BsonType> types, BsonValue value)
    {
        if (value is BsonString { Value: "number" })
            types.UnionWith([BsonType.Double, BsonType.Int32, BsonType.Int64, BsonType.Decimal128]);
        else if (value is BsonString name)
            types.Add(Types.TryGetValue(name.Value, out var type) ? type : throw CommandException.BadValue($"Unknown type name alias: {name.Value}"));
        else if (value.IsNumber)
            types.Add(Numbered(value));
        else
            throw CommandException.TypeMismatch("type must be represented as a number or a string");
    }

    private static BsonType Numbered(BsonValue value)
    {
        var number = value.ToDouble();
        var type = number == -1 ? BsonType.MinKey : (BsonType)(byte)Math.Clamp(number, 0, 254);
        return Names.ContainsKey(type) && (number == -1 || number == (byte)type)
            ? type
            : throw CommandException.BadValue($"Invalid numerical type code: {value}");
    }
}
