namespace IbmPlatform.Mongo.Server.Indexes;

/// <summary>One field of an index key: its dotted path and direction.</summary>
internal sealed record IndexField(string Path, bool Descending)
{
    public string[] Parts { get; } = Path.Split('.');
}
