using System.Text;
using System.Text.RegularExpressions;
using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server.Query.Execution;

namespace IbmPlatform.Mongo.Server.Query.Predicates;

/// <summary><c>$regex</c>: a string that the pattern is found in, or the same regular expression as a value.</summary>
internal sealed class RegexPredicate : Predicate
{
    // A pattern that backtracks without end must not hold a connection.
    private static readonly TimeSpan MatchTimeout = TimeSpan.FromSeconds(1);

    private readonly Regex regex;
    private readonly RawValue own;

    public RegexPredicate(string pattern, string options)
    {
        own = RawValue.From(new BsonRegex(pattern, options));
        Pattern = pattern;
        Options = options;
        regex = Compile(pattern, options);
    }

    /// <exception cref="CommandException">The pattern or an option is none.</exception>
    public static Regex Compile(string pattern, string options)
    {
        var flags = RegexOptions.CultureInvariant;
        foreach (var option in options)
        {
            flags |= option switch
            {
                'i' => RegexOptions.IgnoreCase,
                'm' => RegexOptions.Multiline,
                's' => RegexOptions.Singleline,
                'x' => RegexOptions.IgnorePatternWhitespace,
                'u' => RegexOptions.None,
                _ => throw CommandException.BadValue($"$regex has the invalid flag '{option}'; i, m, s, u and x are allowed."),
            };
        }

        try
        {
            return new Regex(pattern, flags, MatchTimeout);
        }
        catch (ArgumentException fault)
        {
            throw new CommandException(new MongoErrorCode(51091, "Location51091"), $"Regular expression is invalid: {fault.Message}", fault);
        }
    }

    public string Pattern { get; }

    public string Options { get; }

    public override bool Matches(BsonType type, ReadOnlySpan<byte> value) => type switch
    {
        BsonType.String or BsonType.Symbol => IsMatch(value[4..^1]),
        BsonType.Regex => value.SequenceEqual(own.Bytes.Span),
        _ => false,
    };

    private bool IsMatch(ReadOnlySpan<byte> utf8)
    {
        Work.Step(1 + utf8.Length / 64);
        try
        {
            return regex.IsMatch(Encoding.UTF8.GetString(utf8));
        }
        catch (RegexMatchTimeoutException fault)
        {
            throw TookTooLong(Pattern, fault);
        }
    }

    public static CommandException TookTooLong(string pattern, RegexMatchTimeoutException fault) => new(
        MongoErrorCodes.ExceededTimeLimit, $"The regular expression /{pattern}/ took longer than {MatchTimeout} on one value.", fault);
}
