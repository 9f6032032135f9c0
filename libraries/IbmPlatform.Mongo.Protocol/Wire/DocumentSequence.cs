namespace IbmPlatform.Mongo.Protocol.Wire;

/// <summary>A kind-1 section: documents that stand for the command's array field of that name.</summary>
public sealed record DocumentSequence(string Identifier, IReadOnlyList<RawBsonDocument> Documents);
