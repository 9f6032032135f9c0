using System.Collections.Frozen;

namespace IbmPlatform.Mongo.Server.Storage;

/// <summary>The collections of one database at one commit; immutable, so that readers need no lock.</summary>
internal sealed class Catalogue
{
    private readonly FrozenDictionary<string, CollectionInfo> collections;

    public Catalogue(IEnumerable<CollectionInfo> collections) =>
        this.collections = collections.ToFrozenDictionary(c => c.Name, StringComparer.Ordinal);

    public IEnumerable<CollectionInfo> Collections => collections.Values.OrderBy(c => c.Name, StringComparer.Ordinal);

    public bool IsEmpty => collections.Count == 0;

    public CollectionInfo? Find(string name) => collections.GetValueOrDefault(name);

    public Catalogue With(CollectionInfo collection) =>
        new(collections.Values.Where(c => c.Name != collection.Name).Append(collection));

    public Catalogue Without(string name) => new(collections.Values.Where(c => c.Name != name));
}
