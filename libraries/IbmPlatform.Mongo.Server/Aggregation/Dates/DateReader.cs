using System.Globalization;
using System.Text.RegularExpressions;
using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Server.Aggregation.Dates;

/// <summary>Reads dates as texts without a format: ISO 8601 with or without a time, its fraction and a zone; and as mails and HTTP write them.</summary>
internal static partial class DateReader
{
    public static readonly MongoErrorCode ConversionFailure = new(241, "ConversionFailure");

    private static readonly string[] Others =
    [
        "ddd, d MMM yyyy HH:mm:ss", "d MMM yyyy HH:mm:ss", "d MMM yyyy", "MMM d yyyy", "MMM d, yyyy", "MMMM d yyyy", "MMMM d, yyyy", "d MMMM yyyy", "yyyyMMdd", "yyyyMMddTHHmmss",
    ];

    /// <param name="text">The date.</param>
    /// <param name="zone">The zone that the text's own clock shows; null where none is given, which means UTC.</param>
    public static DateTime Read(string text, TimeZoneInfo? zone)
    {
        if (Iso().Match(text) is { Success: true } iso)
        {
            var local = Local(iso, text);
            return ToUtc(local, iso.Groups["zone"].Value, zone, text);
        }

        var (head, tail) = Zone().Match(text) is { Success: true } named ? (text[..named.Index], named.Value.Trim()) : (text, "");
        return DateTime.TryParseExact(head.Trim(), Others, CultureInfo.InvariantCulture, DateTimeStyles.None, out var other)
            ? ToUtc(other, tail, zone, text)
            : throw Failed($"Error parsing date string '{text}': ISO 8601 is expected, such as 2024-01-31T12:30:00.000Z; other texts can be read by 'format'");
    }

    /// <summary>A time on the clocks that the text names, else of the zone given.</summary>
    public static DateTime ToUtc(DateTime local, string named, TimeZoneInfo? zone, string text)
    {
        if (named.Length == 0)
            return TimeZones.ToUtc(local, zone ?? TimeZoneInfo.Utc);
        if (zone is not null)
            throw Failed($"you cannot pass in a date/time string with time zone information ('{named}') together with a timezone argument: '{text}'");
        try
        {
            return TimeZones.ToUtc(local, TimeZones.Find(named));
        }
        catch (CommandException fault)
        {
            throw Failed($"Error parsing date string '{text}': {fault.Message}");
        }
    }

    public static CommandException Failed(string message) => new(ConversionFailure, message);

    private static DateTime Local(Match iso, string text)
    {
        int Part(string name, int otherwise = 0) => iso.Groups[name] is { Success: true } group ? int.Parse(group.ValueSpan, CultureInfo.InvariantCulture) : otherwise;
        try
        {
            var fraction = iso.Groups["fraction"] is { Success: true } digits ? int.Parse(digits.Value.PadRight(3, '0')[..3], CultureInfo.InvariantCulture) : 0;
            return new DateTime(Part("year"), Part("month", 1), Part("day", 1), Part("hour"), Part("minute"), Part("second"), fraction);
        }
        catch (ArgumentOutOfRangeException)
        {
            throw Failed($"Error parsing date string '{text}': no such day or time");
        }
    }

    [GeneratedRegex(@"^\s*(?<year>\d{4})-(?<month>\d{1,2})(-(?<day>\d{1,2}))?([T ]\s*(?<hour>\d{1,2}):(?<minute>\d{2})(:(?<second>\d{2})([.,](?<fraction>\d+))?)?)?\s*(?<zone>[A-Za-z][A-Za-z_/+-]*\d*|[+-]\d{2}:?(\d{2})?)?\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex Iso();

    [GeneratedRegex(@"\s(UTC|GMT|Z|[A-Z][a-z]+/[A-Za-z_/]+|[+-]\d{2}:?\d{2})$", RegexOptions.CultureInvariant)]
    private static partial Regex Zone();
}
