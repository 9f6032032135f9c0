namespace IbmPlatform.Mongo.Server.Indexes;

/// <summary>One field of an index key: its dotted path and direction.</summary>
internal sealed record IndexField(string Path, bool Descending)
{
    public string[] Parts { get; } = Path.Split('.');

    public bool Equals(IndexField? other) => other is not null && Path == other.Path && Descending == other.Descending;

    public override int GetHashCode() => HashCode.Combine(Path, Descending);
}
