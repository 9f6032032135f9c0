using IbmPlatform.GraphQL.Language;

namespace IbmPlatform.GraphQL.Types.Comparison;

/// <summary>Finds what changed between two schemas and what it does to clients of the first.</summary>
public static class SchemaComparison
{
    /// <summary>The changes: operations first, then types in the order of the schema before, then directives; none for equal schemas.</summary>
    public static IReadOnlyList<SchemaChange> Compare(Schema before, Schema after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        var changes = new ChangeList();
        foreach (var operation in Enum.GetValues<OperationType>()) CompareRoots(operation, before.RootType(operation), after.RootType(operation), changes);
        var types = new Difference<NamedType>(before.Types, after.Types, type => type.Name);
        // Also a built-in scalar that nothing uses any more: variables of its type are refused then (3.5).
        foreach (var gone in types.Removed) changes.Breaking(SchemaChangeKind.TypeRemoved, new(gone.Name), $"The type {gone} was removed.");
        foreach (var added in types.Added) changes.Safe(SchemaChangeKind.TypeAdded, new(added.Name), $"The type {added} was added.");
        foreach (var (old, now) in types.Kept) TypeChanges.Compare(old, now, changes);
        DirectiveChanges.Compare(before, after, changes);
        return changes.Changes;
    }

    private static void CompareRoots(OperationType operation, ObjectType? before, ObjectType? after, ChangeList changes)
    {
        if (before?.Name == after?.Name) return;
        if (before is null) changes.Safe(SchemaChangeKind.RootTypeAdded, new(after!.Name), $"Operations of the kind {operation} start at {after}; there were none.");
        else if (after is null) changes.Breaking(SchemaChangeKind.RootTypeRemoved, new(before.Name), $"Operations of the kind {operation} are gone; they started at {before}.");
        else changes.Breaking(SchemaChangeKind.RootTypeChanged, new(after.Name), $"Operations of the kind {operation} start at {after} now, they started at {before}.");
    }
}
