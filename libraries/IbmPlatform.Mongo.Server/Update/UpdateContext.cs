using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server.Aggregation.Expressions;
using IbmPlatform.Mongo.Server.Query;

namespace IbmPlatform.Mongo.Server.Update;

/// <summary>What an update of one document may refer to beside the document.</summary>
/// <param name="IsInsert">An upsert builds a new document: <c>$setOnInsert</c> applies.</param>
/// <param name="Filter">Finds the element that the positional <c>$</c> stands for.</param>
/// <param name="ArrayFilters">Filters of <c>$[name]</c>, each on a document with that one field.</param>
/// <param name="Bindings">What a pipeline can name beside the document; null for the time alone.</param>
internal sealed record UpdateContext(
    bool IsInsert, FilterNode Filter, IReadOnlyDictionary<string, FilterNode> ArrayFilters, DateTimeOffset Now, Bindings? Bindings = null)
{
    public bool ElementMatches(string name, BsonValue element) =>
        ArrayFilters[name].Matches(new BsonDocument(name, element).ToBytes());
}
