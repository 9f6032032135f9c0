using System.Text;
using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Server.Indexes;

/// <summary>
/// Finds the keys of a document under a key pattern: one, or one per element where a path passes through an array.
/// Used for indexes and, with the smallest key, for sorting.
/// </summary>
internal sealed class KeyExtractor
{
    private readonly IReadOnlyList<IndexField> fields;
    private readonly byte[][][] paths;
    private readonly int[][] positions;
    private readonly KeyWriter writer = new();
    private readonly List<byte[]> keys = [];
    private bool anyPresent;

    public KeyExtractor(IReadOnlyList<IndexField> fields)
    {
        this.fields = fields;
        paths = [.. fields.Select(f => f.Parts.Select(Encoding.UTF8.GetBytes).ToArray())];
        positions = [.. fields.Select(f => f.Parts.Select(ArrayPosition.Parse).ToArray())];
    }

    /// <summary>Bit n is set when field n passed through an array in the last document.</summary>
    public int Multikey { get; private set; }

    /// <summary>False when the last document has none of the fields.</summary>
    public bool AnyPresent => anyPresent;

    /// <summary>The distinct keys in order; the list is reused by the next call.</summary>
    /// <exception cref="ParallelArraysException">Two fields pass through different arrays.</exception>
    public IReadOnlyList<byte[]> Extract(ReadOnlyMemory<byte> document)
    {
        keys.Clear();
        Multikey = 0;
        anyPresent = false;
        Span<Cursor> cursors = new Cursor[fields.Count];
        for (var i = 0; i < cursors.Length; i++)
            cursors[i] = new Cursor(BsonType.Document, document, 0);
        Expand(cursors);
        if (keys.Count > 1)
        {
            keys.Sort(static (a, b) => a.AsSpan().SequenceCompareTo(b));
            var kept = 1;
            for (var i = 1; i < keys.Count; i++)
            {
                if (!keys[i].AsSpan().SequenceEqual(keys[kept - 1]))
                    keys[kept++] = keys[i];
            }

            keys.RemoveRange(kept, keys.Count - kept);
        }

        return keys;
    }

    private void Expand(Span<Cursor> cursors)
    {
        var array = -1;
        for (var i = 0; i < cursors.Length; i++)
        {
            Descend(i, ref cursors[i]);
            if (!IsOpenArray(i, cursors[i]))
                continue;
            if (array < 0)
                array = i;
            else if (!Same(cursors[array].Value, cursors[i].Value))
                throw new ParallelArraysException(fields[array].Path, fields[i].Path);
        }

        if (array < 0)
        {
            Emit(cursors);
            return;
        }

        ExpandArray(cursors, cursors[array].Value);
    }

    private void ExpandArray(Span<Cursor> cursors, ReadOnlyMemory<byte> array)
    {
        var branch = new Cursor[cursors.Length];
        var any = false;
        foreach (var element in new RawBsonDocument(array))
        {
            any = true;
            ExpandElement(cursors, branch, array, element.Type, element.Value);
        }

        if (!any)
            ExpandElement(cursors, branch, array, BsonType.Undefined, default);
    }

    private void ExpandElement(
        ReadOnlySpan<Cursor> cursors, Span<Cursor> branch, ReadOnlyMemory<byte> array, BsonType type, ReadOnlyMemory<byte> value)
    {
        for (var i = 0; i < branch.Length; i++)
        {
            branch[i] = cursors[i];
            if (!IsOpenArray(i, cursors[i]) || !Same(cursors[i].Value, array))
                continue;
            Multikey |= 1 << i;
            // Only documents are entered; an array directly inside an array counts as a value.
            branch[i] = cursors[i].Part == paths[i].Length
                ? new Cursor(type, value, cursors[i].Part, Closed: true)
                : type == BsonType.Document ? new Cursor(type, value, cursors[i].Part) : Cursor.Missing;
        }

        Expand(branch);
    }

    /// <summary>Follows the path through documents, and through arrays where the path names a position.</summary>
    private void Descend(int field, ref Cursor cursor)
    {
        var path = paths[field];
        while (!cursor.Closed && cursor.Part < path.Length)
        {
            if (cursor.Type == BsonType.Array)
            {
                var position = positions[field][cursor.Part];
                if (position < 0)
                    return;
                cursor = AtPosition(cursor, position);
                continue;
            }

            if (cursor.Type != BsonType.Document || !new RawBsonDocument(cursor.Value).TryFind(path[cursor.Part], out var element))
            {
                cursor = Cursor.Missing;
                return;
            }

            cursor = new Cursor(element.Type, element.Value, cursor.Part + 1);
        }
    }

    private static Cursor AtPosition(Cursor cursor, int position)
    {
        foreach (var element in new RawBsonDocument(cursor.Value))
        {
            if (position-- == 0)
                return new Cursor(element.Type, element.Value, cursor.Part + 1);
        }

        return Cursor.Missing;
    }

    private bool IsOpenArray(int field, in Cursor cursor) =>
        !cursor.Closed && cursor.Type == BsonType.Array && (cursor.Part == paths[field].Length || positions[field][cursor.Part] < 0);

    // The same bytes at the same place: two fields below one array go through its elements together.
    private static bool Same(ReadOnlyMemory<byte> a, ReadOnlyMemory<byte> b) => a.Equals(b);

    private void Emit(ReadOnlySpan<Cursor> cursors)
    {
        writer.Clear();
        for (var i = 0; i < cursors.Length; i++)
        {
            anyPresent |= !cursors[i].IsMissing;
            writer.AppendField(cursors[i].IsMissing ? BsonType.Null : cursors[i].Type, cursors[i].Value.Span, fields[i].Descending);
        }

        keys.Add(writer.ToArray());
    }

    /// <summary>Where one field's path has got to.</summary>
    private readonly record struct Cursor(BsonType Type, ReadOnlyMemory<byte> Value, int Part, bool Closed = false)
    {
        public static Cursor Missing => new(0, default, int.MaxValue, Closed: true);

        public bool IsMissing => Type == 0;
    }
}
