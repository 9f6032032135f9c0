using System.Globalization;
using System.Text;
using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server.Aggregation.Expressions;

namespace IbmPlatform.Mongo.Server.Aggregation.Dates;

/// <summary>Dates as texts by a format of <c>%</c> specifiers, "Format Specifiers" in MongoDB's manual.</summary>
internal static class DateFormat
{
    public static string Write(string format, DateTime local, TimeSpan offset)
    {
        var text = new StringBuilder();
        for (var i = 0; i < format.Length; i++)
        {
            if (format[i] != '%')
                text.Append(format[i]);
            else if (++i < format.Length)
                text.Append(Written(format[i], local, offset));
            else
                throw new CommandException(Operands.Location(18535), "Unmatched '%' at end of format string");
        }

        return text.ToString();
    }

    /// <param name="format">How the text is written.</param>
    /// <param name="text">The date.</param>
    /// <param name="zone">The zone of the text's clock; null where none is given, which means UTC.</param>
    public static DateTime Read(string format, string text, TimeZoneInfo? zone)
    {
        var fields = new Dictionary<char, int>();
        var (at, named) = (0, "");
        for (var i = 0; i < format.Length; i++)
        {
            if (format[i] != '%')
            {
                if (at >= text.Length || text[at++] != format[i])
                    throw Failed(text, format, $"'{format[i]}' was expected at place {at}");
                continue;
            }

            if (++i >= format.Length)
                throw new CommandException(Operands.Location(18535), "Unmatched '%' at end of format string");
            switch (format[i])
            {
                case '%':
                    if (at >= text.Length || text[at++] != '%')
                        throw Failed(text, format, $"'%' was expected at place {at}");
                    break;
                case 'z':
                    named = Taken(text, ref at, static c => char.IsAsciiDigit(c) || c is '+' or '-' or ':' or 'Z');
                    break;
                case 'Z':
                    var minutes = int.TryParse(Taken(text, ref at, static c => char.IsAsciiDigit(c) || c is '+' or '-'), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var m)
                        ? m
                        : throw Failed(text, format, "minutes from UTC such as +270 were expected");
                    named = string.Create(CultureInfo.InvariantCulture, $"{(minutes < 0 ? '-' : '+')}{Math.Abs(minutes) / 60:00}:{Math.Abs(minutes) % 60:00}");
                    break;
                case 'b' or 'B':
                    fields['m'] = Month(Taken(text, ref at, char.IsAsciiLetter), format, text);
                    break;
                default:
                    fields[format[i]] = Digits(text, ref at, Width(format[i]), format);
                    break;
            }
        }

        if (at < text.Length)
            throw Failed(text, format, $"nothing more was expected from place {at} on");
        return DateReader.ToUtc(Local(fields, text, format), named, zone, text);
    }

    private static string Written(char specifier, DateTime local, TimeSpan offset)
    {
        var invariant = CultureInfo.InvariantCulture;
        return specifier switch
        {
            'Y' => local.Year.ToString("0000", invariant),
            'm' => local.Month.ToString("00", invariant),
            'd' => local.Day.ToString("00", invariant),
            'H' => local.Hour.ToString("00", invariant),
            'M' => local.Minute.ToString("00", invariant),
            'S' => local.Second.ToString("00", invariant),
            'L' => local.Millisecond.ToString("000", invariant),
            'j' => local.DayOfYear.ToString("000", invariant),
            'w' => ((int)local.DayOfWeek + 1).ToString(invariant),
            'u' => DateOperators.IsoDay(local).ToString(invariant),
            'U' => DateOperators.WeekOfYear(local).ToString("00", invariant),
            'V' => ISOWeek.GetWeekOfYear(local).ToString("00", invariant),
            'G' => ISOWeek.GetYear(local).ToString("0000", invariant),
            'b' => local.ToString("MMM", invariant),
            'B' => local.ToString("MMMM", invariant),
            'z' => $"{(offset < TimeSpan.Zero ? '-' : '+')}{Math.Abs(offset.Hours).ToString("00", invariant)}{Math.Abs(offset.Minutes).ToString("00", invariant)}",
            'Z' => $"{(offset < TimeSpan.Zero ? '-' : '+')}{Math.Abs((int)offset.TotalMinutes).ToString("000", invariant)}",
            '%' => "%",
            _ => throw Unknown(specifier),
        };
    }

    private static int Width(char specifier) => specifier switch
    {
        'Y' or 'G' => 4,
        'L' or 'j' => 3,
        'm' or 'd' or 'H' or 'M' or 'S' or 'V' => 2,
        'u' => 1,
        _ => throw Unknown(specifier),
    };

    private static CommandException Unknown(char specifier) =>
        new(Operands.Location(18536), $"Invalid format character '%{specifier}' in format string");

    private static string Taken(string text, ref int at, Func<char, bool> belongs)
    {
        var from = at;
        while (at < text.Length && belongs(text[at]))
            at++;
        return text[from..at];
    }

    private static int Digits(string text, ref int at, int width, string format)
    {
        var from = at;
        while (at < text.Length && at - from < width && char.IsAsciiDigit(text[at]))
            at++;
        return at > from && (width != 4 || at - from == 4)
            ? int.Parse(text.AsSpan(from, at - from), NumberStyles.None, CultureInfo.InvariantCulture)
            : throw Failed(text, format, $"a number of {width} digits was expected at place {from}");
    }

    private static int Month(string name, string format, string text)
    {
        var names = CultureInfo.InvariantCulture.DateTimeFormat;
        var month = Enumerable.Range(1, 12).FirstOrDefault(m => name.Equals(names.GetMonthName(m), StringComparison.OrdinalIgnoreCase)
            || name.Equals(names.GetAbbreviatedMonthName(m), StringComparison.OrdinalIgnoreCase));
        return month > 0 ? month : throw Failed(text, format, $"'{name}' is no month");
    }

    private static DateTime Local(Dictionary<char, int> fields, string text, string format)
    {
        try
        {
            var day = fields.TryGetValue('G', out var weekYear)
                ? ISOWeek.ToDateTime(weekYear, fields.GetValueOrDefault('V', 1), (DayOfWeek)(fields.GetValueOrDefault('u', 1) % 7))
                : !fields.TryGetValue('Y', out var year) ? throw Failed(text, format, "a year (%Y or %G) is needed")
                : fields.TryGetValue('j', out var dayOfYear) ? new DateTime(year, 1, 1).AddDays(dayOfYear - 1)
                : new DateTime(year, fields.GetValueOrDefault('m', 1), fields.GetValueOrDefault('d', 1));
            return day.Add(new TimeSpan(0, InRange('H', 23), InRange('M', 59), InRange('S', 59), InRange('L', 999)));
        }
        catch (ArgumentOutOfRangeException)
        {
            throw Failed(text, format, "there is no such day or time");
        }

        int InRange(char specifier, int most) => fields.GetValueOrDefault(specifier) is var value && value <= most
            ? value
            : throw Failed(text, format, $"%{specifier} is {most} at most");
    }

    private static CommandException Failed(string text, string format, string why) =>
        DateReader.Failed($"Error parsing date string '{text}' by the format '{format}': {why}");
}
