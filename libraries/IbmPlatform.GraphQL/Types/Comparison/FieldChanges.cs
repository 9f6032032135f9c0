namespace IbmPlatform.GraphQL.Types.Comparison;

/// <summary>Changes of the fields of an object or interface type.</summary>
internal static class FieldChanges
{
    public static void Compare(FieldsType before, FieldsType after, ChangeList changes)
    {
        var fields = new Difference<FieldDefinition>(before.Fields, after.Fields, field => field.Name);
        foreach (var gone in fields.Removed)
            changes.Breaking(SchemaChangeKind.FieldRemoved, new(after.Name, gone.Name), $"The field {gone.Name} was removed from {after}.");
        foreach (var added in fields.Added)
            changes.Safe(SchemaChangeKind.FieldAdded, new(after.Name, added.Name), $"The field {added} was added to {after}.");
        foreach (var (old, now) in fields.Kept) Compare(old, now, new SchemaCoordinate(after.Name, now.Name), changes);
    }

    private static void Compare(FieldDefinition before, FieldDefinition after, SchemaCoordinate at, ChangeList changes)
    {
        CompareArguments(before, after, at, changes);
        var types = $"The type of {at} is {after.Type} now, it was {before.Type}.";
        if (!TypeCompatibility.OutputKeeps(before.Type, after.Type)) changes.Breaking(SchemaChangeKind.FieldChangedKind, at, types);
        else if (before.Type.ToString() != after.Type.ToString()) changes.Safe(SchemaChangeKind.FieldChangedKindSafe, at, types);
        changes.Description(at, before.Description, after.Description);
        changes.Deprecation(at, before.DeprecationReason, after.DeprecationReason);
    }

    private static void CompareArguments(FieldDefinition before, FieldDefinition after, SchemaCoordinate at, ChangeList changes)
    {
        var arguments = new Difference<InputValueDefinition>(before.Arguments, after.Arguments, argument => argument.Name);
        foreach (var gone in arguments.Removed)
            changes.Breaking(SchemaChangeKind.ArgRemoved, at with { Argument = gone.Name }, $"The argument {gone.Name} of {at} was removed.");
        foreach (var added in arguments.Added)
        {
            var place = at with { Argument = added.Name };
            if (added.IsRequired) changes.Breaking(SchemaChangeKind.RequiredArgAdded, place, $"The required argument {added} of {at} was added.");
            else changes.Dangerous(SchemaChangeKind.OptionalArgAdded, place, $"The optional argument {added} of {at} was added.");
        }

        foreach (var (old, now) in arguments.Kept) InputValueChanges.CompareArgument(old, now, at with { Argument = now.Name }, changes);
    }
}
