using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server.Query;

namespace IbmPlatform.Mongo.Server.Aggregation.Expressions;

/// <summary>What operators demand of their operands.</summary>
internal static class Operands
{
    public static bool IsNullish(BsonValue? value) => value is null or BsonNull or BsonUndefined;

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

    public static CommandException Wrong(string name, string expected, BsonValue? value) => CommandException.TypeMismatch(
        $"{name} only supports {expected}, not {(value is null ? "missing" : TypeNames.Of(value.Type))}");
}
