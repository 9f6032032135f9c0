namespace IbmPlatform.ServiceDefaults.Aggregates;

/// <summary>The store became unreachable during a write and could not be read back, so neither success nor failure may be claimed.</summary>
public sealed class WriteOutcomeUnknownException(string id, Exception inner)
    : Exception($"Whether the write to {id} was stored is not known: the store did not answer, nor when asked again. " +
        "Read the record once the store is reachable and compare its version before repeating the write.", inner)
{
    /// <summary>The aggregate's id.</summary>
    public string AggregateId { get; } = id;
}
