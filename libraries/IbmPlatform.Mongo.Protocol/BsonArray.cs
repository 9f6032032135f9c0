using System.Collections;

namespace IbmPlatform.Mongo.Protocol;

/// <summary>An array of values.</summary>
public sealed class BsonArray : BsonValue, IList<BsonValue>, IReadOnlyList<BsonValue>
{
    private readonly List<BsonValue> items = [];

    /// <summary>An empty array.</summary>
    public BsonArray() { }

    /// <summary>An array of the values given.</summary>
    public BsonArray(IEnumerable<BsonValue> values) => items.AddRange(values);

    /// <inheritdoc/>
    public override BsonType Type => BsonType.Array;

    /// <inheritdoc cref="IReadOnlyCollection{T}.Count"/>
    public int Count => items.Count;

    /// <inheritdoc/>
    public bool IsReadOnly => false;

    /// <inheritdoc cref="IList{T}.this"/>
    public BsonValue this[int index]
    {
        get => items[index];
        set => items[index] = value ?? BsonNull.Value;
    }

    /// <summary>Appends a value; null becomes BSON null.</summary>
    public void Add(BsonValue? item) => items.Add(item ?? BsonNull.Value);

    /// <inheritdoc/>
    public void Insert(int index, BsonValue? item) => items.Insert(index, item ?? BsonNull.Value);

    /// <inheritdoc/>
    public bool Remove(BsonValue item) => items.Remove(item);

    /// <inheritdoc/>
    public void RemoveAt(int index) => items.RemoveAt(index);

    /// <inheritdoc/>
    public void Clear() => items.Clear();

    /// <inheritdoc/>
    public bool Contains(BsonValue item) => items.Contains(item);

    /// <inheritdoc/>
    public int IndexOf(BsonValue item) => items.IndexOf(item);

    /// <inheritdoc/>
    public void CopyTo(BsonValue[] array, int arrayIndex) => items.CopyTo(array, arrayIndex);

    /// <summary>A copy that shares no document or array with this one.</summary>
    public BsonArray Clone() => new(items.Select(BsonDocument.CloneValue));

    /// <inheritdoc/>
    public IEnumerator<BsonValue> GetEnumerator() => items.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal override void WriteTo(BsonWriter writer, string name)
    {
        writer.StartArray(name);
        foreach (var item in items)
            item.WriteTo(writer, "");
        writer.End();
    }

    /// <inheritdoc/>
    public override bool Equals(BsonValue? other) => other is BsonArray same && items.SequenceEqual(same.items);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var item in items)
            hash.Add(item);
        return hash.ToHashCode();
    }
}
