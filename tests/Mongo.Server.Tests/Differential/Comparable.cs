using System.Globalization;
using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Server.Tests.Differential;

/// <summary>
/// Values as JavaScript can tell them apart: one kind of number, and fields of a document by name, for mingo keeps another
/// order of new fields than MongoDB does.
/// </summary>
internal static class Comparable
{
    public static string Of(BsonValue value) => ExtendedJson.Write(new BsonArray { Normal(value) });

    private static BsonValue Normal(BsonValue value) => value switch
    {
        // Deviations and logarithms may be summed in another order: the last digits are not compared.
        { IsNumber: true } => value.ToDouble() is var number && number == 0 ? 0.0 : double.Parse(number.ToString("G12", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture),
        BsonDocument document => new BsonDocument(document.OrderBy(e => e.Name, StringComparer.Ordinal).Select(e => new BsonElement(e.Name, Normal(e.Value)))),
        BsonArray array => new BsonArray(array.Select(Normal)),
        _ => value,
    };
}
