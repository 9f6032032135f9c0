using System.Collections.Frozen;
using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server.Query;
using IbmPlatform.Mongo.Server.Query.Execution;

namespace IbmPlatform.Mongo.Server.Aggregation.Expressions;

/// <summary>What operators demand of their operands.</summary>
internal static class Operands
{
    // What MongoDB refuses an operand of the wrong type with; 14 (TypeMismatch) for those that have no number of their own.
    private static readonly FrozenDictionary<string, int> Codes = new (int Code, string[] Names)[]
    {
        (16554, ["$add"]),
        (16556, ["$subtract"]),
        (16555, ["$multiply"]),
        (16609, ["$divide"]),
        (16611, ["$mod"]),
        (28762, ["$pow"]),
        (28765, ["$abs", "$ceil", "$floor", "$exp", "$sqrt", "$ln", "$log10", "$sin", "$cos", "$tan"]),
        (28756, ["$log"]),
        (51081, ["$round", "$trunc"]),
        (16702, ["$concat"]),
        (40085, ["$split"]),
        (34471, ["$strLenCP"]),
        (34473, ["$strLenBytes"]),
        (40093, ["$indexOfCP"]),
        (40091, ["$indexOfBytes"]),
        (17124, ["$size"]),
        (28689, ["$arrayElemAt", "$first", "$last"]),
        (40081, ["$in"]),
        (28664, ["$concatArrays"]),
        (34435, ["$reverseArray"]),
        (28724, ["$slice"]),
        (34443, ["$range"]),
        (40090, ["$indexOfArray"]),
        (34468, ["$zip"]),
        (2942504, ["$sortArray"]),
        (17043, ["$setUnion"]),
        (17047, ["$setIntersection"]),
        (17048, ["$setDifference"]),
        (17046, ["$setIsSubset"]),
        (17044, ["$setEquals"]),
        (17041, ["$anyElementTrue"]),
        (17040, ["$allElementsTrue"]),
        (16883, ["$map"]),
        (28651, ["$filter"]),
        (40080, ["$reduce"]),
        (40400, ["$mergeObjects"]),
        (40390, ["$objectToArray"]),
        (40386, ["$arrayToObject"]),
        (51276, ["$binarySize"]),
        (31393, ["$bsonSize"]),
        (5687301, ["$tsSecond"]),
        (5687302, ["$tsIncrement"]),
    }.SelectMany(group => group.Names.Select(name => (name, group.Code))).ToFrozenDictionary(pair => pair.name, pair => pair.Code, StringComparer.Ordinal);

    /// <summary>BSON's order, each comparison a step of the command's work.</summary>
    public static IComparer<BsonValue> Order { get; } = Comparer<BsonValue>.Create(static (x, y) =>
    {
        Work.Step();
        return BsonComparer.Instance.Compare(x, y);
    });

    public static MongoErrorCode Location(int code) => code switch
    {
        9 => MongoErrorCodes.FailedToParse,
        14 => MongoErrorCodes.TypeMismatch,
        _ => new MongoErrorCode(code, $"Location{code}"),
    };

    public static bool IsNullish(BsonValue? value) => value is null or BsonNull or BsonUndefined;

    public static string TypeOf(BsonValue? value) => value is null ? "missing" : TypeNames.Of(value.Type);

    public static BsonValue Number(string name, BsonValue? value) =>
        value is { IsNumber: true } ? value : throw Wrong(name, "numeric types", value);

    public static int Int(string name, BsonValue? value)
    {
        var number = Number(name, value).ToDouble();
        return number == Math.Floor(number) && Math.Abs(number) <= int.MaxValue ? (int)number : throw Wrong(name, "a 32-bit integer", value);
    }

    public static string Text(string name, BsonValue? value) => value switch
    {
        BsonString text => text.Value,
        BsonSymbol symbol => symbol.Value,
        _ => throw Wrong(name, "strings", value),
    };

    public static BsonArray Array(string name, BsonValue? value) => value as BsonArray ?? throw Wrong(name, "arrays", value);

    public static CommandException Wrong(string name, string expected, BsonValue? value) => new(
        Location(Codes.GetValueOrDefault(name, 14)), $"{name} only supports {expected}, not {TypeOf(value)}{(value is { IsNumber: true } ? $" {value}" : "")}");
}
