using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server.Update;

namespace IbmPlatform.Mongo.Server.Query;

/// <summary>The projection <c>path.$</c>: of the array at the path only the element that made the filter match.</summary>
internal sealed class PositionalElement(string path, FilterNode filter)
{
    private readonly string[] parts = path.Split('.');

    /// <summary>The document with the one element in the array's place.</summary>
    public byte[] Reduce(ReadOnlySpan<byte> bytes)
    {
        var document = BsonDocument.Parse(bytes);
        var slot = new FieldSlot(document, parts);
        if (slot.Value is not BsonArray array)
            return bytes.ToArray();
        var found = PositionalMatch.Find(filter, document, path, array) ?? throw new CommandException(
            new MongoErrorCode(51246, "Location51246"), $"Executor error during find command :: caused by :: positional operator '{path}.$' couldn't find a matching element in the array");
        slot.Set(new BsonArray { array[found] });
        return document.ToBytes();
    }
}
