namespace IbmPlatform.Mongo.Protocol;

/// <summary>A name and its value.</summary>
public readonly record struct BsonElement(string Name, BsonValue Value);
