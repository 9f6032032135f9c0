namespace IbmPlatform.Mongo.Protocol;

/// <summary>A server error's number and its name, as MongoDB publishes them.</summary>
public readonly record struct MongoErrorCode(int Code, string Name)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Name} ({Code})";
}
