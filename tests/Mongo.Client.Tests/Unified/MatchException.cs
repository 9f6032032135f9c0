namespace IbmPlatform.Mongo.Client.Tests.Unified;

/// <summary>Something is not as a published test expects it.</summary>
internal sealed class MatchException(string message) : Exception(message);
