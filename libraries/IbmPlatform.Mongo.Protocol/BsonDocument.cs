using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace IbmPlatform.Mongo.Protocol;

/// <summary>
/// An ordered, mutable document. BSON allows a name twice; reading keeps both, the indexer finds the first.
/// </summary>
public sealed class BsonDocument : BsonValue, IReadOnlyCollection<BsonElement>
{
    private readonly List<BsonElement> elements = [];

    /// <summary>An empty document.</summary>
    public BsonDocument() { }

    /// <summary>A document with one element.</summary>
    public BsonDocument(string name, BsonValue? value) => Add(name, value);

    /// <summary>A document of the elements given.</summary>
    public BsonDocument(IEnumerable<BsonElement> elements) => this.elements.AddRange(elements);

    /// <inheritdoc/>
    public override BsonType Type => BsonType.Document;

    /// <summary>How many elements it has.</summary>
    public int Count => elements.Count;

    /// <summary>Its names in order.</summary>
    public IEnumerable<string> Names => elements.Select(e => e.Name);

    /// <summary>Its values in order.</summary>
    public IEnumerable<BsonValue> Values => elements.Select(e => e.Value);

    /// <summary>The value of that name: get fails when absent; set replaces in place or appends. Setting null writes BSON null.</summary>
    [AllowNull]
    public BsonValue this[string name]
    {
        get => Find(name) ?? throw new KeyNotFoundException($"The document has no element '{name}'.");
        set
        {
            var index = IndexOf(name);
            var element = new BsonElement(name, value ?? BsonNull.Value);
            if (index < 0)
                elements.Add(element);
            else
                elements[index] = element;
        }
    }

    /// <summary>The element at that position.</summary>
    public BsonElement this[int index] => elements[index];

    /// <summary>Appends an element, also when the name is there already.</summary>
    public BsonDocument Add(string name, BsonValue? value)
    {
        elements.Add(new BsonElement(name, value ?? BsonNull.Value));
        return this;
    }

    /// <summary>Inserts an element at that position.</summary>
    public void Insert(int index, string name, BsonValue? value) => elements.Insert(index, new BsonElement(name, value ?? BsonNull.Value));

    /// <summary>The value of that name, or null when absent.</summary>
    public BsonValue? Find(string name)
    {
        foreach (var element in elements)
        {
            if (element.Name == name)
                return element.Value;
        }
        return null;
    }

    /// <summary>Whether that name is there, and its value.</summary>
    public bool TryGetValue(string name, [NotNullWhen(true)] out BsonValue? value) => (value = Find(name)) is not null;

    /// <summary>Whether that name is there.</summary>
    public bool Contains(string name) => IndexOf(name) >= 0;

    /// <summary>The position of that name, or −1.</summary>
    public int IndexOf(string name)
    {
        for (var i = 0; i < elements.Count; i++)
        {
            if (elements[i].Name == name)
                return i;
        }
        return -1;
    }

    /// <summary>Removes the first element of that name.</summary>
    public bool Remove(string name)
    {
        var index = IndexOf(name);
        if (index >= 0)
            elements.RemoveAt(index);
        return index >= 0;
    }

    /// <summary>Removes the element at that position.</summary>
    public void RemoveAt(int index) => elements.RemoveAt(index);

    /// <summary>Reads a whole document, validating all of it.</summary>
    /// <exception cref="BsonException">The bytes are no valid BSON, or trail the document.</exception>
    public static BsonDocument Parse(ReadOnlySpan<byte> bytes) => BsonMaterialiser.ReadDocument(new BsonReader(bytes));

    /// <summary>The document's bytes.</summary>
    public byte[] ToBytes()
    {
        using var buffer = new PooledBuffer();
        WriteTo(new BsonWriter(buffer));
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Writes it as a whole document (no name).</summary>
    public void WriteTo(BsonWriter writer)
    {
        writer.StartDocument();
        foreach (var element in elements)
            element.Value.WriteTo(writer, element.Name);
        writer.End();
    }

    /// <summary>A copy that shares no document or array with this one.</summary>
    public BsonDocument Clone() => new(elements.Select(e => new BsonElement(e.Name, CloneValue(e.Value))));

    /// <inheritdoc/>
    public IEnumerator<BsonElement> GetEnumerator() => elements.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal static BsonValue CloneValue(BsonValue value) => value switch
    {
        BsonDocument document => document.Clone(),
        BsonArray array => array.Clone(),
        BsonJavaScriptWithScope code => new BsonJavaScriptWithScope(code.Code, code.Scope.Clone()),
        _ => value,
    };

    internal override void WriteTo(BsonWriter writer, string name)
    {
        writer.StartDocument(name);
        foreach (var element in elements)
            element.Value.WriteTo(writer, element.Name);
        writer.End();
    }

    /// <summary>Same elements in the same order.</summary>
    public override bool Equals(BsonValue? other) => other is BsonDocument same && elements.SequenceEqual(same.elements);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var element in elements)
            hash.Add(element);
        return hash.ToHashCode();
    }
}
