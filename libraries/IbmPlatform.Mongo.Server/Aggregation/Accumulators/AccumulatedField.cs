using IbmPlatform.Mongo.Server.Aggregation.Expressions;

namespace IbmPlatform.Mongo.Server.Aggregation.Accumulators;

/// <summary>A field of a group: what gathers it, and what is given to that of each document.</summary>
internal sealed record AccumulatedField(string Name, Func<Accumulator> Create, Expression Value);
