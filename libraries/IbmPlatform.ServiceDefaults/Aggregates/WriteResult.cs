namespace IbmPlatform.ServiceDefaults.Aggregates;

/// <summary>What became of a conditional write.</summary>
public enum WriteStatus
{
    /// <summary>The write stands; <see cref="WriteResult{T}.Aggregate"/> is the new version.</summary>
    Written,

    /// <summary>Another version stands than the one expected; <see cref="WriteResult{T}.Aggregate"/> is what stands.</summary>
    Conflict,

    /// <summary>There is no such aggregate.</summary>
    Missing,

    /// <summary>An insert found the id taken; <see cref="WriteResult{T}.Aggregate"/> is what stands.</summary>
    Exists,
}

/// <summary>The outcome of a write and the version that stands after it.</summary>
public sealed record WriteResult<T>(WriteStatus Status, Stored<T>? Aggregate)
    where T : class;
