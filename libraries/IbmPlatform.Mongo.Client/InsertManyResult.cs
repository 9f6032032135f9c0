namespace IbmPlatform.Mongo.Client;

/// <summary>What an insert of many did.</summary>
public sealed record InsertManyResult(int InsertedCount);
