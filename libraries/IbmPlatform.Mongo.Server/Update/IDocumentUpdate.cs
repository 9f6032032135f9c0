using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Server.Update;

/// <summary>An update as a whole: makes the new document of an old one.</summary>
internal interface IDocumentUpdate
{
    /// <summary>A replacement may not be asked of many documents.</summary>
    bool IsReplacement { get; }

    /// <summary>The names of array filters that it refers to.</summary>
    IEnumerable<string> ArrayFilterNames { get; }

    BsonDocument Apply(BsonDocument document, UpdateContext context);
}
