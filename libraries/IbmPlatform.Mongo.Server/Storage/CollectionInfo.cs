using System.Globalization;
using IbmPlatform.Mongo.Server.Indexes;

namespace IbmPlatform.Mongo.Server.Storage;

/// <summary>One collection as the catalogue knows it; replaced whole when its indexes change.</summary>
internal sealed record CollectionInfo(long Id, string Name, Guid Uuid, IReadOnlyList<IndexInfo> Indexes)
{
    public string Table { get; } = string.Create(CultureInfo.InvariantCulture, $"c{Id}");

    /// <summary>How often its indexes were used; the same for all versions of the collection.</summary>
    public IndexUses Uses { get; } = new();

    /// <summary>Every index but the one on <c>_id</c>: those that have a table of their own.</summary>
    public IEnumerable<IndexInfo> SecondaryIndexes => Indexes.Where(index => !index.IsIdIndex);
}
