using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Server.Aggregation.Stages;

/// <summary>Writes computed fields at dotted paths; every element of an array on the way is written to.</summary>
internal static class Nested
{
    /// <param name="value">Null removes the field, as an absent value does.</param>
    public static void Set(BsonDocument document, ReadOnlySpan<string> path, BsonValue? value)
    {
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
            for (var i = 0; i < array.Count; i++)
                array[i] = Below(array[i], path, value);
            return array;
        }

        var document = container as BsonDocument ?? [];
        Set(document, path, value);
        return document;
    }
}
