namespace IbmPlatform.ServiceDefaults.Schema;

/// <summary>Answers a field for all parents at once.</summary>
public static class Batch
{
    /// <summary>The one record that each parent names; null where it names none or the record is unknown.</summary>
    /// <param name="parents">The parents, in order.</param>
    /// <param name="idOf">The id that a parent names; null: none.</param>
    /// <param name="load">Loads distinct ids, in their order.</param>
    public static async Task<IReadOnlyList<T?>> OneAsync<TParent, T>(
        IReadOnlyList<TParent> parents, Func<TParent, string?> idOf, Func<IReadOnlyList<string>, Task<IReadOnlyList<T?>>> load)
        where T : class
    {
        var found = await LoadAsync(parents.Select(idOf).OfType<string>(), load).ConfigureAwait(false);
        return [.. parents.Select(parent => idOf(parent) is { } id ? found.GetValueOrDefault(id) : null)];
    }

    /// <summary>The records that each parent names, in the parent's order; unknown ones are left out.</summary>
    public static async Task<IReadOnlyList<IReadOnlyList<T>>> ManyAsync<TParent, T>(
        IReadOnlyList<TParent> parents, Func<TParent, IReadOnlyList<string>> idsOf, Func<IReadOnlyList<string>, Task<IReadOnlyList<T?>>> load)
        where T : class
    {
        var found = await LoadAsync(parents.SelectMany(idsOf), load).ConfigureAwait(false);
        return [.. parents.Select(parent => (IReadOnlyList<T>)[.. idsOf(parent).Select(id => found.GetValueOrDefault(id)).OfType<T>()])];
    }

    /// <summary>Gives each parent its own out of all that were found, in the order found.</summary>
    public static IReadOnlyList<IReadOnlyList<T>> Pick<TParent, T>(
        IReadOnlyList<TParent> parents, IReadOnlyList<T> all, Func<TParent, T, bool> belongs) =>
        [.. parents.Select(parent => (IReadOnlyList<T>)[.. all.Where(item => belongs(parent, item))])];

    private static async Task<Dictionary<string, T>> LoadAsync<T>(
        IEnumerable<string> ids, Func<IReadOnlyList<string>, Task<IReadOnlyList<T?>>> load)
        where T : class
    {
        var distinct = ids.Distinct(StringComparer.Ordinal).ToList();
        if (distinct.Count == 0)
            return [];
        var loaded = await load(distinct).ConfigureAwait(false);
        var found = new Dictionary<string, T>(StringComparer.Ordinal);
        for (var i = 0; i < distinct.Count; i++)
        {
            if (loaded[i] is { } record)
                found[distinct[i]] = record;
        }
        return found;
    }
}
