namespace IbmPlatform.GraphQL.Types.Comparison;

/// <summary>The changes found so far, with what many kinds of element share.</summary>
internal sealed class ChangeList
{
    private readonly List<SchemaChange> _changes = [];

    public IReadOnlyList<SchemaChange> Changes => _changes;

    public void Breaking(SchemaChangeKind kind, SchemaCoordinate at, string message) => _changes.Add(new(kind, ChangeSeverity.Breaking, at, message));

    public void Dangerous(SchemaChangeKind kind, SchemaCoordinate at, string message) => _changes.Add(new(kind, ChangeSeverity.Dangerous, at, message));

    public void Safe(SchemaChangeKind kind, SchemaCoordinate at, string message) => _changes.Add(new(kind, ChangeSeverity.Safe, at, message));

    public void Description(SchemaCoordinate at, string? before, string? after)
    {
        if (before == after) return;
        var how = before is null ? "has been added" : after is null ? "has been removed" : "has changed";
        Safe(SchemaChangeKind.DescriptionChanged, at, $"The description of {at} {how}.");
    }

    public void Deprecation(SchemaCoordinate at, string? before, string? after)
    {
        if (before == after) return;
        if (before is null) Safe(SchemaChangeKind.DeprecationAdded, at, $"{at} is deprecated now: {after}");
        else if (after is null) Safe(SchemaChangeKind.DeprecationRemoved, at, $"{at} is not deprecated any more.");
        else Safe(SchemaChangeKind.DeprecationReasonChanged, at, $"The reason of the deprecation of {at} is \"{after}\" now, it was \"{before}\".");
    }
}
