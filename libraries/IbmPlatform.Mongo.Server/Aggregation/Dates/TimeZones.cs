using System.Globalization;
using System.Text.RegularExpressions;
using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server.Aggregation.Expressions;

namespace IbmPlatform.Mongo.Server.Aggregation.Dates;

/// <summary>Time zones as MongoDB names them: IANA's identifiers, <c>UTC</c>, <c>GMT</c>, and offsets such as <c>+03</c>, <c>+0330</c>, <c>+03:30</c>.</summary>
internal static partial class TimeZones
{
    /// <summary>UTC where none is given; null where it is null or absent, and the result is null with it.</summary>
    public static TimeZoneInfo? Of(NamedOperators.Arguments arguments)
    {
        if (!arguments.Has("timezone"))
            return TimeZoneInfo.Utc;
        return arguments["timezone"] switch
        {
            var none when Operands.IsNullish(none) => null,
            BsonString name => Find(name.Value),
            var other => throw new CommandException(Operands.Location(40517), $"timezone must evaluate to a string, found {Operands.TypeOf(other)}"),
        };
    }

    public static TimeZoneInfo Find(string name)
    {
        if (name is "UTC" or "GMT" or "Z" or "Etc/UTC")
            return TimeZoneInfo.Utc;
        if (Offset().Match(name) is { Success: true } offset)
        {
            var minutes = 60 * Number(offset.Groups["h"]) + Number(offset.Groups["m"]);
            return minutes > 14 * 60
                ? throw Unknown(name)
                : TimeZoneInfo.CreateCustomTimeZone(name, TimeSpan.FromMinutes(name[0] == '-' ? -minutes : minutes), name, name);
        }

        // The runtime also knows Windows' names, which MongoDB does not; IANA's have no blanks.
        return !name.Contains(' ') && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? zone : throw Unknown(name);
    }

    /// <summary>The moment of a time on the clocks of a zone: of two the earlier one, and of a time that was left out the one after the gap.</summary>
    public static DateTime ToUtc(DateTime local, TimeZoneInfo zone)
    {
        local = DateTime.SpecifyKind(local, DateTimeKind.Unspecified);
        var offset = zone.IsAmbiguousTime(local)
            ? zone.GetAmbiguousTimeOffsets(local).Max()
            : zone.GetUtcOffset(zone.IsInvalidTime(local) ? local.AddHours(-3) : local);
        return Moments.InRange(local.Ticks - offset.Ticks);
    }

    /// <summary>The time on the zone's clocks at a moment.</summary>
    public static DateTime ToLocal(DateTime utc, TimeZoneInfo zone) => Moments.InRange(utc.Ticks + zone.GetUtcOffset(utc).Ticks);

    private static int Number(Group digits) => digits.Success ? int.Parse(digits.Value, CultureInfo.InvariantCulture) : 0;

    private static CommandException Unknown(string name) => new(Operands.Location(40485),
        $"unrecognized time zone identifier: \"{name}\"; IANA's names such as Europe/Berlin are known, and offsets such as +02:00");

    [GeneratedRegex(@"^[+-](?<h>\d{2}):?(?<m>\d{2})?$", RegexOptions.CultureInvariant)]
    private static partial Regex Offset();
}
