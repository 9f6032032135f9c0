using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Server.Aggregation.Expressions;

/// <summary>What a pipeline's expressions can name beside the document: the time, and what a <c>$lookup</c> around it has bound.</summary>
internal sealed class Bindings(DateTimeOffset now)
{
    private IReadOnlyList<(string Name, BsonValue? Value)> variables = [];

    public bool IsEmpty => variables.Count == 0;

    /// <summary>Also these; one of the same name hides the former. Null stands for a field that is absent.</summary>
    public Bindings With(IEnumerable<(string Name, BsonValue? Value)> more) => new(now) { variables = [.. variables, .. more] };

    /// <summary>For what is computed once, before any document is looked at.</summary>
    public Scope ScopeWithoutDocument() => new([], now) { HasDocument = false };

    public Scope ScopeOf(BsonDocument document) =>
        variables.Aggregate(new Scope(document, now), static (scope, variable) => scope.With(variable.Name, variable.Value));
}
