namespace IbmPlatform.Mongo.Client;

/// <summary>Why one document of a write was refused; <paramref name="Index"/> is its position in the call.</summary>
public sealed record WriteError(int Index, int Code, string Message);
