namespace IbmPlatform.ServiceDefaults.Aggregates;

/// <summary>An aggregate as its owner holds it.</summary>
/// <param name="Id">Typed id.</param>
/// <param name="Version">1 for the first write, one more for each that follows.</param>
/// <param name="Epoch">Raised when the database was restored from a backup; compared before the version.</param>
/// <param name="CreatedAt">When version 1 was written.</param>
/// <param name="UpdatedAt">When this version was written.</param>
/// <param name="By">Who wrote this version; null: the data set or the system.</param>
/// <param name="State">The facts.</param>
public sealed record Stored<T>(string Id, int Version, long Epoch, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt, string? By, T State)
    where T : class;
