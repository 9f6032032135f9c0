using System.Collections;

namespace IbmPlatform.GraphQL.Types;

/// <summary>An item of a <see cref="NamedList{T}"/>.</summary>
public interface INamed
{
    /// <summary>The name, unique in its list.</summary>
    string Name { get; }
}

/// <summary>Definitions in document order that are also found by name.</summary>
public sealed class NamedList<T> : IReadOnlyList<T> where T : class, INamed
{
    // Below this many a walk over the list beats hashing the name.
    private const int IndexFrom = 6;

    private readonly T[] _items;
    private readonly Dictionary<string, T>? _index;

    internal NamedList(IEnumerable<T> items)
    {
        _items = [.. items];
        if (_items.Length >= IndexFrom) _index = _items.ToDictionary(item => item.Name, StringComparer.Ordinal);
    }

    internal static NamedList<T> Empty { get; } = new([]);

    /// <inheritdoc/>
    public int Count => _items.Length;

    /// <inheritdoc/>
    public T this[int index] => _items[index];

    /// <summary>The item of that name; null when there is none.</summary>
    public T? Find(string name)
    {
        if (_index is not null) return _index.GetValueOrDefault(name);
        foreach (var item in _items)
        {
            if (item.Name == name) return item;
        }

        return null;
    }

    /// <inheritdoc/>
    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)_items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => _items.GetEnumerator();
}
