namespace IbmPlatform.Mongo.Client;

/// <summary>What a delete did.</summary>
public sealed record DeleteResult(long DeletedCount);
