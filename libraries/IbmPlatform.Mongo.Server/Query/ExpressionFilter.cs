using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Server.Query;

/// <summary><c>$expr</c>: an aggregation expression as a filter.</summary>
internal static class ExpressionFilter
{
    public static FilterNode Parse(RawBsonElement element) => throw CommandException.NotSupported($"The filter operator {element.Name}");
}
