using System.Collections.Concurrent;
using IbmPlatform.GraphQL.Execution;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace IbmPlatform.GraphQL.Server;

/// <summary>What the answer is written as (GraphQL over HTTP, "Media Types"), and the status codes that go with it.</summary>
internal sealed class ResponseMediaType
{
    /// <summary>Any well-formed request is 200, since a client of this type cannot tell a proxy's error from ours.</summary>
    public static readonly ResponseMediaType Json = new("application/json", StatusCodes.Status200OK);

    /// <summary>A request without <c>data</c> in its answer is 400.</summary>
    public static readonly ResponseMediaType GraphQLResponse = new("application/graphql-response+json", StatusCodes.Status400BadRequest);

    // Clients of a kind send one and the same header; a few kept ones spare nearly every request the parsing.
    private const int MaxKept = 64;
    private const int MaxKeptChars = 256;
    private static readonly ConcurrentDictionary<string, ResponseMediaType> Kept = new(StringComparer.Ordinal);

    private static readonly StringSegment Wildcard = "*";
    private readonly StringSegment _name;
    private readonly StringSegment _subtype;
    private readonly int _requestErrorStatus;

    private ResponseMediaType(string name, int requestErrorStatus)
    {
        _name = name;
        _subtype = _name.Subsegment("application/".Length);
        _requestErrorStatus = requestErrorStatus;
        ContentType = name + "; charset=utf-8";
    }

    public string ContentType { get; }

    public int StatusOf(OutcomeKind outcome) => outcome switch
    {
        OutcomeKind.Executed => StatusCodes.Status200OK,
        OutcomeKind.BudgetSpent => StatusCodes.Status429TooManyRequests,
        OutcomeKind.MutationRefused => StatusCodes.Status405MethodNotAllowed,
        _ => _requestErrorStatus,
    };

    /// <summary>The type that the client likes best; <c>application/json</c> when it likes all or says nothing.</summary>
    public static ResponseMediaType Negotiate(StringValues accept)
    {
        if (StringValues.IsNullOrEmpty(accept)) return Json;
        if (accept.Count != 1 || accept[0]!.Length > MaxKeptChars) return Parse(accept);
        if (Kept.TryGetValue(accept[0]!, out var known)) return known;
        var found = Parse(accept);
        if (Kept.Count < MaxKept) Kept.TryAdd(accept[0]!, found);
        return found;
    }

    private static ResponseMediaType Parse(StringValues accept)
    {
        if (!MediaTypeHeaderValue.TryParseList(accept, out var ranges))
        {
            throw HttpRefusal.NotAcceptable($"The Accept header \"{accept}\" is malformed.");
        }

        var json = Json.QualityIn(ranges);
        var graphql = GraphQLResponse.QualityIn(ranges);
        if (json.Quality <= 0 && graphql.Quality <= 0)
        {
            throw HttpRefusal.NotAcceptable($"The Accept header \"{accept}\" admits no type that this endpoint can write.");
        }

        var graphqlWins = graphql.Quality != json.Quality ? graphql.Quality > json.Quality : graphql.Position < json.Position;
        return graphqlWins ? GraphQLResponse : Json;
    }

    /// <summary>The quality and position of the most specific range that covers this type (RFC 9110, 12.5.1).</summary>
    private (double Quality, int Position) QualityIn(IList<MediaTypeHeaderValue> ranges)
    {
        var (quality, position, specificity) = (0.0, int.MaxValue, 0);
        for (var i = 0; i < ranges.Count; i++)
        {
            var candidate = Specificity(ranges[i]);
            if (candidate <= specificity) continue;
            (quality, position, specificity) = (ranges[i].Quality ?? 1, candidate == 3 ? i : int.MaxValue, candidate);
        }

        return (quality, position);
    }

    private int Specificity(MediaTypeHeaderValue range)
    {
        if (range.Charset.HasValue && !range.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase)) return 0;
        if (range.MatchesAllTypes) return 1;
        if (!range.Type.Equals("application", StringComparison.OrdinalIgnoreCase)) return 0;
        if (range.SubType.Equals(Wildcard, StringComparison.Ordinal)) return 2;
        return range.SubType.Equals(_subtype, StringComparison.OrdinalIgnoreCase) ? 3 : 0;
    }
}
