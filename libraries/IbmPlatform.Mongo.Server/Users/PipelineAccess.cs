using System.Collections.Frozen;
using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server.Connections;

namespace IbmPlatform.Mongo.Server.Users;

/// <summary>What an <c>aggregate</c> needs: less than to read documents where its pipeline begins with what the server tells of itself.</summary>
internal static class PipelineAccess
{
    // Stages that see no documents but those that come to them; after any other, the pipeline needs what reading needs.
    private static readonly FrozenSet<string> OfWhatComes = FrozenSet.Create(
        StringComparer.Ordinal, "$match", "$project", "$addFields", "$set", "$unset", "$sort", "$limit", "$skip", "$count", "$group", "$unwind");

    public static Access Of(CommandRequest request)
    {
        if (!request.Body.TryFind("pipeline"u8, out var pipeline) || pipeline.Type != BsonType.Array)
            return Access.Read;
        Access? needed = null;
        foreach (var stage in pipeline.AsDocument)
        {
            var name = NameOf(stage);
            if (needed is not null && !OfWhatComes.Contains(name))
                return Access.Read;
            needed ??= name switch
            {
                // The stage itself looks at whose commands it shows.
                "$currentOp" => Access.Known,
                "$collStats" or "$indexStats" => Access.Inspect,
                _ => Access.Read,
            };
        }

        return needed ?? Access.Read;
    }

    private static string NameOf(RawBsonElement stage)
    {
        if (stage.Type == BsonType.Document)
        {
            foreach (var field in stage.AsDocument)
                return field.Name;
        }

        return "";
    }
}
