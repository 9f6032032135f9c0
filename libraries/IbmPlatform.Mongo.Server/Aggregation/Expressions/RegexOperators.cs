using System.Text.RegularExpressions;
using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server.Query.Execution;
using IbmPlatform.Mongo.Server.Query.Predicates;

namespace IbmPlatform.Mongo.Server.Aggregation.Expressions;

/// <summary><c>$regexMatch $regexFind $regexFindAll</c>; places count code points.</summary>
internal static class RegexOperators
{
    [ThreadStatic]
    private static (string Pattern, string Options, Regex Regex)? last;

    public static IEnumerable<(string, NamedOperators.Definition)> All =>
    [
        ("$regexMatch", new(51103, ["input", "regex"], ["options"], a => Prepare(a) is { } found ? Matches(found.Regex, found.Input).Any() : false)),
        ("$regexFind", new(51103, ["input", "regex"], ["options"], a => Prepare(a) is { } found
            ? Found(found.Regex, found.Input).FirstOrDefault() ?? (BsonValue)BsonNull.Value : BsonNull.Value)),
        ("$regexFindAll", new(51103, ["input", "regex"], ["options"], a => Prepare(a) is { } found
            ? Built.Array("$regexFindAll", Found(found.Regex, found.Input)) : new BsonArray())),
    ];

    private static (Regex Regex, string Input)? Prepare(NamedOperators.Arguments arguments)
    {
        var (pattern, options) = arguments["regex"] switch
        {
            var none when Operands.IsNullish(none) => (null, ""),
            BsonString text => (text.Value, ""),
            BsonRegex regex => (regex.Pattern, regex.Options),
            _ => throw arguments.Wrong("regex", "a string or a regular expression", 51105),
        };
        if (!Operands.IsNullish(arguments["options"]))
        {
            if (options.Length > 0)
                throw new CommandException(Operands.Location(51107), $"{arguments.Operator}: found regular expression options specified in both 'regex' and 'options' fields");
            options = arguments.Text("options", 51106);
        }

        if (!Operands.IsNullish(arguments["input"]) && arguments["input"] is not BsonString)
            throw arguments.Wrong("input", "a string", 51104);
        if (pattern is null || Operands.IsNullish(arguments["input"]))
            return null;
        // One pattern for all documents, mostly: it is compiled once.
        if (last is not { } known || known.Pattern != pattern || known.Options != options)
            last = known = (pattern, options, RegexPredicate.Compile(pattern, options));
        return (known.Regex, arguments.Text("input", 51104));
    }

    private static IEnumerable<Match> Matches(Regex regex, string input)
    {
        // The step looks at the clock each time: one match alone may take as long as a match may.
        for (var match = Next(regex, () => regex.Match(input)); match.Success; match = Next(regex, match.NextMatch))
        {
            Work.Step(64);
            yield return match;
        }
    }

    private static Match Next(Regex regex, Func<Match> search)
    {
        try
        {
            return search();
        }
        catch (RegexMatchTimeoutException fault)
        {
            throw RegexPredicate.TookTooLong(regex.ToString(), fault);
        }
    }

    private static IEnumerable<BsonDocument> Found(Regex regex, string input)
    {
        var (at, codePoints) = (0, 0);
        foreach (var match in Matches(regex, input))
        {
            codePoints += StringOperators.CodePoints(input.AsSpan(at, match.Index - at));
            at = match.Index;
            yield return new BsonDocument
            {
                ["match"] = match.Value,
                ["idx"] = codePoints,
                ["captures"] = new BsonArray(match.Groups.Values.Skip(1).Select(group => group.Success ? (BsonValue)group.Value : BsonNull.Value)),
            };
        }
    }
}
