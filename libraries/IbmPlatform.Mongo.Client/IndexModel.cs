using IbmPlatform.Mongo.Protocol;

namespace IbmPlatform.Mongo.Client;

/// <summary>An index to create.</summary>
/// <param name="Keys">Field paths with 1 or −1, in order.</param>
public sealed record IndexModel(BsonDocument Keys)
{
    /// <summary>Its name; null means field and direction joined by underscores, as MongoDB names them.</summary>
    public string? Name { get; init; }

    /// <summary>Whether no two documents may have the same key.</summary>
    public bool Unique { get; init; }

    /// <summary>Whether documents without the field stay out.</summary>
    public bool Sparse { get; init; }

    /// <summary>Only documents that match this are indexed.</summary>
    public BsonDocument? PartialFilter { get; init; }

    /// <summary>Documents are removed that long after the date in the field.</summary>
    public TimeSpan? ExpireAfter { get; init; }

    internal string EffectiveName => Name ?? string.Join('_', Keys.Select(k => $"{k.Name}_{k.Value.ToString().Trim('"')}"));

    internal BsonDocument ToDocument()
    {
        var document = new BsonDocument { ["key"] = Keys, ["name"] = EffectiveName };
        if (Unique)
            document["unique"] = true;
        if (Sparse)
            document["sparse"] = true;
        if (PartialFilter is not null)
            document["partialFilterExpression"] = PartialFilter;
        if (ExpireAfter is { } after)
            document["expireAfterSeconds"] = (long)after.TotalSeconds;
        return document;
    }
}
