using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Serialization;

namespace IbmPlatform.Values;

/// <summary>
/// A date as precise as its source and no more: <c>2015</c>, <c>2015-06</c> or <c>2015-06-15</c> (ISO 8601, years 0001 to 9999).
/// Ordered by the earliest day it can mean; of two that begin together the less precise comes first.
/// </summary>
[JsonConverter(typeof(ParsableJsonConverter<PartialDate>))]
public readonly record struct PartialDate : IParsable<PartialDate>, IComparable<PartialDate>
{
    private readonly short year;
    private readonly byte month;
    private readonly byte day;

    /// <exception cref="ArgumentException">The parts make no date, or a day stands without a month.</exception>
    public PartialDate(int year, int? month = null, int? day = null)
    {
        var plausible = year is >= 1 and <= 9999 && month is null or (>= 1 and <= 12) && (day is null || month is not null);
        if (!plausible || day < 1 || (day is not null && day > DateTime.DaysInMonth(year, month!.Value)))
            throw new ArgumentException($"year {year}, month {month}, day {day} make no date; expected 2015, 2015-06 or 2015-06-15.");
        this.year = (short)year;
        this.month = (byte)(month ?? 0);
        this.day = (byte)(day ?? 0);
    }

    /// <summary>The year, always known.</summary>
    public int Year => year;

    /// <summary>1 to 12; null where the source gives the year only.</summary>
    public int? Month => month == 0 ? null : month;

    /// <summary>1 to 31; null where the source gives no day.</summary>
    public int? Day => day == 0 ? null : day;

    /// <summary>How much of the date the source gives.</summary>
    public DatePrecision Precision => day != 0 ? DatePrecision.Day : month != 0 ? DatePrecision.Month : DatePrecision.Year;

    /// <summary>The first day that this date can mean.</summary>
    public DateOnly Earliest => new(year, month == 0 ? 1 : month, day == 0 ? 1 : day);

    /// <summary>The last day that this date can mean.</summary>
    public DateOnly Latest => Precision switch
    {
        DatePrecision.Day => Earliest,
        DatePrecision.Month => new DateOnly(year, month, DateTime.DaysInMonth(year, month)),
        _ => new DateOnly(year, 12, 31),
    };

    /// <summary>Both can mean the same day, so that the one may be a less precise form of the other.</summary>
    public bool Covers(PartialDate other) => Earliest <= other.Earliest && other.Latest <= Latest;

    /// <summary>
    /// The inclusive last date of a period that starts here and lasts so many months, in this date's own precision:
    /// 36 months from 2015-06-15 end on 2018-06-14, 37 months from 2015-06 end in 2018-06. Null for a bare year.
    /// </summary>
    public PartialDate? EndAfterMonths(int months) => Precision switch
    {
        DatePrecision.Day => FromDate(Earliest.AddMonths(months).AddDays(-1)),
        DatePrecision.Month => Earliest.AddMonths(months - 1) is var last ? new PartialDate(last.Year, last.Month) : null,
        _ => null,
    };

    /// <summary>A date known to the day.</summary>
    public static PartialDate FromDate(DateOnly date) => new(date.Year, date.Month, date.Day);

    /// <inheritdoc />
    public int CompareTo(PartialDate other)
    {
        var byDay = Earliest.CompareTo(other.Earliest);
        return byDay != 0 ? byDay : Precision.CompareTo(other.Precision);
    }

    public static bool operator <(PartialDate left, PartialDate right) => left.CompareTo(right) < 0;
    public static bool operator <=(PartialDate left, PartialDate right) => left.CompareTo(right) <= 0;
    public static bool operator >(PartialDate left, PartialDate right) => left.CompareTo(right) > 0;
    public static bool operator >=(PartialDate left, PartialDate right) => left.CompareTo(right) >= 0;

    /// <exception cref="FormatException">The text is not 2015, 2015-06 or 2015-06-15.</exception>
    public static PartialDate Parse(string s) => Parse(s, null);

    /// <inheritdoc />
    public static PartialDate Parse(string s, IFormatProvider? provider) => TryParse(s, provider, out var date)
        ? date
        : throw new FormatException($"\"{s}\" is no date; expected 2015, 2015-06 or 2015-06-15.");

    /// <inheritdoc />
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out PartialDate result)
    {
        result = default;
        if (s is not { Length: 4 or 7 or 10 } || (s.Length > 4 && s[4] != '-') || (s.Length > 7 && s[7] != '-'))
            return false;
        if (!Digits(s, 0, 4, out var year) || year == 0)
            return false;
        var month = 0;
        var day = 0;
        if (s.Length > 4 && (!Digits(s, 5, 2, out month) || month is < 1 or > 12))
            return false;
        if (s.Length > 7 && (!Digits(s, 8, 2, out day) || day < 1 || day > DateTime.DaysInMonth(year, month)))
            return false;
        result = new PartialDate(year, month == 0 ? null : month, day == 0 ? null : day);
        return true;
    }

    /// <summary>The ISO 8601 text that <see cref="Parse(string)"/> reads.</summary>
    public override string ToString() => Precision switch
    {
        DatePrecision.Day => string.Create(CultureInfo.InvariantCulture, $"{Year:0000}-{Month:00}-{Day:00}"),
        DatePrecision.Month => string.Create(CultureInfo.InvariantCulture, $"{Year:0000}-{Month:00}"),
        _ => Year.ToString("0000", CultureInfo.InvariantCulture),
    };

    private static bool Digits(string text, int start, int length, out int value) =>
        int.TryParse(text.AsSpan(start, length), NumberStyles.None, CultureInfo.InvariantCulture, out value);
}

/// <summary>How much of a date is known.</summary>
public enum DatePrecision
{
    Year,
    Month,
    Day,
}
