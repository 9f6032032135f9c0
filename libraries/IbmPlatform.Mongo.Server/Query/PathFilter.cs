using System.Text;
using IbmPlatform.Mongo.Protocol;
using IbmPlatform.Mongo.Server.Indexes;
using IbmPlatform.Mongo.Server.Query.Execution;

namespace IbmPlatform.Mongo.Server.Query;

/// <summary>
/// A predicate on a dotted path. Arrays on the way are entered one level deep; an array at the end offers its elements and
/// itself. It matches when any value reached does.
/// </summary>
internal sealed class PathFilter : FilterNode
{
    private readonly byte[][] names;
    private readonly int[] positions;

    public PathFilter(string path, Predicate predicate)
    {
        Path = path;
        Predicate = predicate;
        var parts = path.Split('.');
        names = [.. parts.Select(Encoding.UTF8.GetBytes)];
        positions = [.. parts.Select(ArrayPosition.Parse)];
    }

    public string Path { get; }

    public Predicate Predicate { get; }

    public override bool Matches(ReadOnlySpan<byte> document) => InDocument(document, 0);

    private bool InDocument(ReadOnlySpan<byte> document, int part)
    {
        var reader = new BsonReader(document);
        while (reader.Read())
        {
            if (reader.Name.SequenceEqual(names[part]))
                return Reached(reader.Type, reader.Value, part + 1);
        }

        return Predicate.Matches(RawValue.Missing, default);
    }

    private bool InArray(ReadOnlySpan<byte> array, int part)
    {
        var reader = new BsonReader(array);
        for (var position = 0; reader.Read(); position++)
        {
            Work.Step();
            if (position == positions[part] && Reached(reader.Type, reader.Value, part + 1))
                return true;
            if (reader.Type == BsonType.Document && InDocument(reader.Value, part))
                return true;
        }

        return false;
    }

    private bool Reached(BsonType type, ReadOnlySpan<byte> value, int part)
    {
        if (part == names.Length)
            return Leaf(type, value);
        return type switch
        {
            BsonType.Document => InDocument(value, part),
            BsonType.Array => InArray(value, part),
            _ => Predicate.Matches(RawValue.Missing, default),
        };
    }

    private bool Leaf(BsonType type, ReadOnlySpan<byte> value)
    {
        if (Predicate.Matches(type, value))
            return true;
        if (type != BsonType.Array || !Predicate.EntersArrays)
            return false;
        var reader = new BsonReader(value);
        while (reader.Read())
        {
            Work.Step();
            if (Predicate.Matches(reader.Type, reader.Value))
                return true;
        }

        return false;
    }
}
