using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Client.Mapping;

/// <summary>The items of an array; null items stay null.</summary>
internal sealed class ItemCodec<TItem>
{
    private readonly object codec = Codecs.OfType(typeof(TItem));

    public List<TItem> Read(in BsonReader reader)
    {
        if (reader.Type != BsonType.Array)
            throw new MongoMappingException($"Element '{reader.GetName()}' is of type {reader.Type}; a list of {typeof(TItem).Name} reads an array.");
        var items = new List<TItem>();
        var nested = reader.GetNested();
        while (nested.Read())
            items.Add(ReadItem(in nested));
        return items;
    }

    public TItem ReadItem(in BsonReader reader)
    {
        if (reader.Type != BsonType.Null || typeof(TItem) == typeof(BsonValue))
            return ((Codec<TItem>)codec).Read(in reader);
        return default(TItem) is null
            ? default!
            : throw new MongoMappingException($"Item '{reader.GetName()}' is null; {typeof(TItem).Name} has no null.");
    }

    public void Write(BsonWriter writer, string name, IEnumerable<TItem> items)
    {
        writer.StartArray(name);
        foreach (var item in items)
            WriteItem(writer, "", item);
        writer.End();
    }

    public void WriteItem(BsonWriter writer, string name, TItem item)
    {
        if (item is null)
            writer.WriteNull(name);
        else
            ((Codec<TItem>)codec).Write(writer, name, item);
    }
}
