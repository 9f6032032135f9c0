using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server.Query.Execution;

namespace IbmPlatform.Mongo.Server.Aggregation.Stages;

/// <summary>
/// Writes computed fields at dotted paths; every element of an array on the way is written to. Values are shared between
/// fields and documents: what lies on the way is copied, never changed.
/// </summary>
internal static class Nested
{
    /// <summary>A document with the same values, whose own fields may be set.</summary>
    public static BsonDocument Copy(BsonDocument document) => new(document);

    /// <param name="document">A document of the caller's own.</param>
    /// <param name="path">The names on the way.</param>
    /// <param name="value">Null removes the field, as an absent value does.</param>
    public static void Set(BsonDocument document, ReadOnlySpan<string> path, BsonValue? value)
    {
        Work.Step();
        var name = path[0];
        if (path.Length == 1)
        {
            if (value is null)
                document.Remove(name);
            else
                document[name] = value;
            return;
        }

        document[name] = Below(document.Find(name), path[1..], value);
    }

    private static BsonValue Below(BsonValue? container, ReadOnlySpan<string> path, BsonValue? value)
    {
        if (container is BsonArray array)
        {
            var copy = new BsonArray();
            foreach (var item in array)
                copy.Add(Below(item, path, value));
            return copy;
        }

        var document = container is BsonDocument known ? Copy(known) : [];
        Set(document, path, value);
        return document;
    }
}
