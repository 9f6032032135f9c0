namespace IbmPlatform.Mongo.Server.Storage;

/// <summary>A document as read: its row and its BSON bytes, checksum verified.</summary>
internal readonly record struct StoredDocument(long Row, ReadOnlyMemory<byte> Bson);
