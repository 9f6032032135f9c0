using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Client;

/// <summary>Which server answers reads (server selection specification). A secondary may lag behind.</summary>
public sealed class ReadPreference
{
    /// <summary>Creates a preference.</summary>
    /// <param name="mode">Which members.</param>
    /// <param name="tagSets">Tags that a member must have; the first set that any member has decides. Null or an empty set means any.</param>
    /// <param name="maxStaleness">How far a secondary may lag behind, at least 90 s on replica sets; null means any.</param>
    /// <exception cref="ArgumentException">Tags or staleness with mode primary, which neither can narrow; or a staleness that is not positive.</exception>
    public ReadPreference(
        ReadPreferenceMode mode, IReadOnlyList<IReadOnlyDictionary<string, string>>? tagSets = null, TimeSpan? maxStaleness = null)
    {
        if (mode == ReadPreferenceMode.Primary && (tagSets?.Any(t => t.Count > 0) == true || maxStaleness is not null))
            throw new ArgumentException("tags and a staleness go with other modes than primary.", nameof(mode));
        if (maxStaleness <= TimeSpan.Zero)
            throw new ArgumentException($"maxStalenessSeconds={maxStaleness.Value.TotalSeconds}: at least 90 expected, or none.", nameof(maxStaleness));
        Mode = mode;
        TagSets = tagSets is { Count: > 0 } ? tagSets : [new Dictionary<string, string>()];
        MaxStaleness = maxStaleness;
        Document = ToDocument();
    }

    /// <summary>The primary only.</summary>
    public static ReadPreference Primary { get; } = new(ReadPreferenceMode.Primary);

    /// <summary>The primary, or a secondary while there is none.</summary>
    public static ReadPreference PrimaryPreferred { get; } = new(ReadPreferenceMode.PrimaryPreferred);

    /// <summary>Secondaries only.</summary>
    public static ReadPreference Secondary { get; } = new(ReadPreferenceMode.Secondary);

    /// <summary>A secondary, or the primary where no secondary is fit.</summary>
    public static ReadPreference SecondaryPreferred { get; } = new(ReadPreferenceMode.SecondaryPreferred);

    /// <summary>Whichever is near.</summary>
    public static ReadPreference Nearest { get; } = new(ReadPreferenceMode.Nearest);

    /// <summary>Which members.</summary>
    public ReadPreferenceMode Mode { get; }

    /// <summary>The sets of tags, in order of preference; at least one, which may be empty.</summary>
    public IReadOnlyList<IReadOnlyDictionary<string, string>> TagSets { get; }

    /// <summary>How far a secondary may lag behind; null means any.</summary>
    public TimeSpan? MaxStaleness { get; }

    /// <inheritdoc/>
    public override string ToString() => Document.ToString();

    /// <summary>As commands carry it.</summary>
    internal BsonDocument Document { get; }

    private BsonDocument ToDocument()
    {
        var name = Mode.ToString();
        var document = new BsonDocument("mode", char.ToLowerInvariant(name[0]) + name[1..]);
        if (TagSets.Any(t => t.Count > 0))
            document["tags"] = new BsonArray(TagSets.Select(set => new BsonDocument(set.Select(t => new BsonElement(t.Key, t.Value)))));
        if (MaxStaleness is { } staleness)
            document["maxStalenessSeconds"] = (long)staleness.TotalSeconds;
        return document;
    }
}
