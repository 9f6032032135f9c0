namespace IbmPlatform.Values;

/// <summary>
/// An aggregate's whole new state, as its owner publishes it. A consumer keeps what has the higher (epoch, version) and forgets the rest,
/// so that duplicates and reordering change nothing. The event's own id is the aggregate's id and version.
/// </summary>
/// <typeparam name="T">The state's record.</typeparam>
/// <param name="Source">Name of the owning service, such as <c>projects</c>.</param>
/// <param name="Epoch">Rises when the owner is restored from a backup.</param>
/// <param name="Sequence">Position in the owner's log of events, without gaps.</param>
/// <param name="Id">Id of the aggregate.</param>
/// <param name="Version">The aggregate's version after the change, from 1.</param>
/// <param name="OccurredAt">When the change was written.</param>
/// <param name="By">Who wrote it; null for the data set and the system itself.</param>
/// <param name="Kind">What happened.</param>
/// <param name="ChangedFields">Names of the state's members that changed; empty when it was created or removed.</param>
/// <param name="State">The new state; null is a tombstone.</param>
public abstract record AggregateChanged<T>(
    string Source,
    long Epoch,
    long Sequence,
    string Id,
    int Version,
    DateTimeOffset OccurredAt,
    string? By,
    ChangeKind Kind,
    IReadOnlyList<string> ChangedFields,
    T? State)
    where T : class
{
    /// <summary>Id of the aggregate that this one was merged into; null unless <see cref="Kind"/> is <see cref="ChangeKind.Merged"/>.</summary>
    public string? MergedInto { get; init; }
}
