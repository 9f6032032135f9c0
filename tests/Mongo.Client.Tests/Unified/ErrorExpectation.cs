using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Client.Tests.Unified;

/// <summary>Whether a fault is the one expected (<c>expectError</c>).</summary>
internal static class ErrorExpectation
{
    public static void Check(BsonDocument expected, Exception fault, Matcher matcher)
    {
        var refused = fault as MongoCommandException ?? (fault as MongoTimeoutException)?.InnerException as MongoCommandException;
        var labels = (fault as MongoException)?.ErrorLabels ?? [];
        foreach (var (name, value) in expected)
        {
            switch (name)
            {
                case "isError":
                    break;
                case "isClientError":
                    Require(value.ToBoolean() == (refused is null), $"isClientError: {value}", fault);
                    break;
                case "isTimeoutError":
                    Require(value.ToBoolean() == IsTimeout(fault), $"isTimeoutError: {value}", fault);
                    break;
                case "errorContains":
                    Require(fault.Message.Contains(value.AsString, StringComparison.OrdinalIgnoreCase), $"message with '{value.AsString}'", fault);
                    break;
                case "errorCode":
                    Require(refused?.Code == value.ToInt32(), $"code {value}", fault);
                    break;
                case "errorCodeName":
                    Require(string.Equals(refused?.CodeName, value.AsString, StringComparison.OrdinalIgnoreCase), $"code name {value}", fault);
                    break;
                case "errorLabelsContain":
                    Require(value.AsArray.All(l => labels.Contains(l.AsString)), $"labels {value}", fault);
                    break;
                case "errorLabelsOmit":
                    Require(!value.AsArray.Any(l => labels.Contains(l.AsString)), $"no labels {value}", fault);
                    break;
                case "expectResult":
                    matcher.Match(value, Partial(fault), "expectError.expectResult", isRoot: true);
                    break;
                case "errorResponse":
                    matcher.Match(value, refused?.Reply, "errorResponse", isRoot: true);
                    break;
                default:
                    throw new NotSupportedException($"expectError.{name}");
            }
        }
    }

    /// <summary>Whether it is because of timeoutMS: a write that was sent says so by its unknown outcome.</summary>
    private static bool IsTimeout(Exception fault) =>
        fault is MongoTimeoutException { } timeout && timeout.Message.Contains("timeoutMS", StringComparison.Ordinal) || fault is MongoTimeoutException { InnerException: MongoCommandException }
        || fault is MongoUnknownOutcomeException { InnerException: OperationCanceledException };

    private static BsonDocument? Partial(Exception fault) => fault switch
    {
        MongoBulkWriteException { Result: { } result } => CollectionOperations.Result(result),
        MongoWriteException { WrittenCount: var inserted } => CollectionOperations.Result(new BulkWriteResult(inserted, 0, 0, 0, new Dictionary<int, BsonValue>())),
        MongoException { DoneBefore.Result: { } result } => CollectionOperations.Result(result),
        MongoException => CollectionOperations.Result(new BulkWriteResult(0, 0, 0, 0, new Dictionary<int, BsonValue>())),
        _ => null,
    };

    private static void Require(bool holds, string what, Exception fault)
    {
        if (!holds)
            throw new MatchException($"expected an error of {what}, was {fault.GetType().Name}: {fault.Message}");
    }
}
