using System.Globalization;

namespace IbmPlatform.Mongo.Server.Indexes;

/// <summary>One index of a collection as the catalogue knows it.</summary>
/// <param name="Id">Names its table; 0 for the index on <c>_id</c>, which is the collection's own key column.</param>
internal sealed record IndexInfo(long Id, string Name, IReadOnlyList<IndexField> Fields, bool Unique, bool Sparse)
{
    public const string IdIndexName = "_id_";

    private int multikey;

    public static IndexInfo OnId { get; } = new(0, IdIndexName, [new IndexField("_id", Descending: false)], Unique: true, Sparse: false);

    /// <summary>Which documents it holds; null means all.</summary>
    public PartialFilter? Partial { get; init; }

    /// <summary>How long after the date in its field a document is deleted; null means never.</summary>
    public int? ExpireAfterSeconds { get; init; }

    public bool IsIdIndex => Id == 0;

    public string Table => string.Create(CultureInfo.InvariantCulture, $"i{Id}");

    /// <summary>Bit n: field n passed through an array in some document. Raised before the entry is visible, never lowered.</summary>
    public int Multikey => Volatile.Read(ref multikey);

    /// <summary>The bits known to be committed; only the writer looks.</summary>
    public int PersistedMultikey { get; set; }

    public bool IsMultikey => Multikey != 0;

    public bool IsMultikeyField(int field) => (Multikey & 1 << field) != 0;

    /// <summary>Whether two indexes are the same but for their names.</summary>
    public bool HasOptionsOf(IndexInfo other) => Unique == other.Unique && Sparse == other.Sparse
        && ExpireAfterSeconds == other.ExpireAfterSeconds && Equals(Partial?.Expression, other.Partial?.Expression);

    public void RaiseMultikey(int bits) => Interlocked.Or(ref multikey, bits);
}
