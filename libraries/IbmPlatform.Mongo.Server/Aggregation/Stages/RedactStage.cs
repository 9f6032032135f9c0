using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server.Aggregation.Expressions;

namespace IbmPlatform.Mongo.Server.Aggregation.Stages;

/// <summary><c>$redact</c>: each document, and each one inside of it that is descended to, is kept or cut out as an expression says.</summary>
internal sealed class RedactStage(Expression decision) : IStage
{
    private static readonly BsonString Descend = new("descend");
    private static readonly BsonString Prune = new("prune");
    private static readonly BsonString Keep = new("keep");

    public IEnumerable<BsonDocument> Apply(IEnumerable<BsonDocument> input, StageContext context) =>
        input.Select(document => Redact(document, context.Bindings.ScopeOf(document).With("DESCEND", Descend).With("PRUNE", Prune).With("KEEP", Keep))).OfType<BsonDocument>();

    private BsonDocument? Redact(BsonDocument document, Scope scope)
    {
        var decided = decision.Evaluate(scope.With("CURRENT", document));
        if (ReferenceEquals(decided, Keep))
            return document;
        if (ReferenceEquals(decided, Prune))
            return null;
        if (!ReferenceEquals(decided, Descend))
            throw new CommandException(Operands.Location(17053), $"$redact's expression should not return anything aside from the variables $$KEEP, $$DESCEND, and $$PRUNE, but returned {decided?.ToString() ?? "nothing"}");
        var kept = new BsonDocument();
        foreach (var (name, value) in document)
        {
            if (Below(value, scope) is { } redacted)
                kept.Add(name, redacted);
        }

        return kept;
    }

    private BsonValue? Below(BsonValue value, Scope scope) => value switch
    {
        BsonDocument document => Redact(document, scope),
        BsonArray array => new BsonArray(array.Select(item => Below(item, scope)).OfType<BsonValue>()),
        _ => value,
    };
}
