using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Client.Mapping;

/// <summary><typeparamref name="TMap"/> is a dictionary by string or an interface that it implements; its keys become names.</summary>
internal sealed class DictionaryCodec<TMap, TItem> : Codec<TMap>, IEmptyWhenAbsent<TMap> where TMap : IEnumerable<KeyValuePair<string, TItem>>
{
    private readonly ItemCodec<TItem> items = new();

    public TMap Empty => (TMap)(object)new Dictionary<string, TItem>();

    public override TMap Read(in BsonReader reader)
    {
        if (reader.Type != BsonType.Document)
            throw Mismatch(in reader, "a document");
        var map = new Dictionary<string, TItem>();
        var nested = reader.GetNested();
        while (nested.Read())
            map[nested.GetName()] = items.ReadItem(in nested);
        return (TMap)(object)map;
    }

    public override void Write(BsonWriter writer, string name, TMap value)
    {
        writer.StartDocument(name);
        foreach (var (key, item) in value)
            items.WriteItem(writer, key, item);
        writer.End();
    }
}
