namespace IbmPlatform.Mongo.Server.Query.Predicates;

/// <summary>The comparisons of the query language that have an order or equality.</summary>
internal enum Comparison
{
    Equal,
    Greater,
    GreaterOrEqual,
    Less,
    LessOrEqual,
}
