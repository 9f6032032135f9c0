namespace IbmPlatform.ServiceDefaults.Caching;

/// <summary>Tells which write a document stands at.</summary>
/// <param name="Epoch">The owner's epoch.</param>
/// <param name="Version">The aggregate's version.</param>
/// <param name="Write">The write's own id, where the document keeps one: it tells versions of one number apart, even after a restore.</param>
internal readonly record struct Stamp(long Epoch, int Version, string? Write = null);
