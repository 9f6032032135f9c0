using System.Globalization;
using System.Text.Json.Serialization;

namespace IbmPlatform.Values;

/// <summary>An amount in one currency. Never a double; in JSON the amount is a string of digits.</summary>
/// <param name="Amount">As the source states it.</param>
/// <param name="Currency">ISO 4217, such as EUR.</param>
public sealed record Money(
    [property: JsonNumberHandling(JsonNumberHandling.AllowReadingFromString | JsonNumberHandling.WriteAsString)] decimal Amount,
    string Currency)
{
    /// <summary>Amount and currency, as in <c>4954785 EUR</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Amount} {Currency}");
}
