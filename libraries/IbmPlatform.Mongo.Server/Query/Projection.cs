using System.Text;
using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Server.Query;

/// <summary>Which fields of a document are answered; works from bytes to bytes.</summary>
internal sealed class Projection(ProjectionNode root, bool inclusive)
{
    /// <summary>Fields that expressions make of the document; null for none.</summary>
    public ComputedFields? Computed { get; init; }

    /// <summary>The array of which only the element that the filter found is shown; null for none.</summary>
    public PositionalElement? Positional { get; init; }

    public byte[] Apply(ReadOnlySpan<byte> document)
    {
        if (Positional is not null)
            document = Positional.Reduce(document);
        return Computed is null ? Kept(document) : Computed.Add(document, Computed.KeepsNothing ? [] : BsonDocument.Parse(Kept(document)));
    }

    private byte[] Kept(ReadOnlySpan<byte> document)
    {
        // What is shown by name is mostly little; the rest of a document is most of it.
        using var buffer = new PooledBuffer(inclusive ? 1024 : document.Length + 64);
        var writer = new BsonWriter(buffer);
        writer.StartDocument();
        WriteFields(writer, document, root);
        writer.End();
        return buffer.WrittenSpan.ToArray();
    }

    private void WriteFields(BsonWriter writer, ReadOnlySpan<byte> document, ProjectionNode node)
    {
        var reader = new BsonReader(document);
        while (reader.Read())
        {
            var child = node.Find(reader.Name);
            if (child is null)
            {
                if (!inclusive || node.KeepsRest)
                    Copy(writer, in reader);
            }
            else
            {
                WriteField(writer, in reader, child);
            }
        }
    }

    private void WriteField(BsonWriter writer, in BsonReader reader, ProjectionNode node)
    {
        switch (node.Rule)
        {
            case ProjectionRule.Include:
                Copy(writer, in reader);
                break;
            case ProjectionRule.Exclude:
                break;
            case ProjectionRule.Slice when reader.Type == BsonType.Array:
                WriteSlice(writer, in reader, node);
                break;
            case ProjectionRule.Slice:
                Copy(writer, in reader);
                break;
            case ProjectionRule.ElementMatch:
                WriteFirstMatch(writer, in reader, node);
                break;
            default:
                WriteNested(writer, in reader, node);
                break;
        }
    }

    private void WriteNested(BsonWriter writer, in BsonReader reader, ProjectionNode node)
    {
        var name = Encoding.UTF8.GetString(reader.Name);
        if (reader.Type == BsonType.Document)
        {
            writer.StartDocument(name);
            WriteFields(writer, reader.Value, node);
            writer.End();
        }
        else if (reader.Type == BsonType.Array)
        {
            writer.StartArray(name);
            WriteItems(writer, reader.Value, node);
            writer.End();
        }
        else if (!inclusive)
        {
            Copy(writer, in reader);
        }
    }

    private void WriteItems(BsonWriter writer, ReadOnlySpan<byte> array, ProjectionNode node)
    {
        var items = new BsonReader(array);
        while (items.Read())
            WriteNested(writer, in items, node);
    }

    private static void WriteSlice(BsonWriter writer, in BsonReader reader, ProjectionNode node)
    {
        var count = 0;
        var counting = new BsonReader(reader.Value);
        while (counting.Read())
            count++;
        var from = node.Skip < 0 ? Math.Max(0, count + node.Skip) : Math.Min(count, node.Skip);
        var to = Math.Min(count, from + (long)node.Limit);
        writer.StartArray(Encoding.UTF8.GetString(reader.Name));
        var items = new BsonReader(reader.Value);
        for (var i = 0; items.Read(); i++)
        {
            if (i >= from && i < to)
                writer.WriteRaw("", items.Type, items.Value);
        }

        writer.End();
    }

    private static void WriteFirstMatch(BsonWriter writer, in BsonReader reader, ProjectionNode node)
    {
        if (reader.Type != BsonType.Array)
            return;
        var items = new BsonReader(reader.Value);
        while (items.Read())
        {
            if (!node.Filter!.Matches(WrapItem(in items)))
                continue;
            writer.StartArray(Encoding.UTF8.GetString(reader.Name));
            writer.WriteRaw("", items.Type, items.Value);
            writer.End();
            return;
        }
    }

    // The filter asks a field "v" that is an array of this one item, so that $elemMatch means here what it means in a filter.
    private static byte[] WrapItem(in BsonReader item)
    {
        using var buffer = new PooledBuffer();
        var writer = new BsonWriter(buffer);
        writer.StartDocument();
        writer.StartArray("v");
        writer.WriteRaw("", item.Type, item.Value);
        writer.End();
        writer.End();
        return buffer.WrittenSpan.ToArray();
    }

    private static void Copy(BsonWriter writer, in BsonReader reader) =>
        writer.WriteRaw(reader.Name, reader.Type, reader.Value);
}
