namespace IbmPlatform.Mongo.Server.Users;

/// <summary>A role of a user: built in, on the database named.</summary>
internal sealed record UserRole(string Name, string Database);
