namespace IbmPlatform.GraphQL.Types.Comparison;

/// <summary>Changes of one named type that both schemas have.</summary>
internal static class TypeChanges
{
    public static void Compare(NamedType before, NamedType after, ChangeList changes)
    {
        var at = new SchemaCoordinate(after.Name);
        changes.Description(at, before.Description, after.Description);
        switch (before, after)
        {
            case ({ } old, { } now) when old.Kind != now.Kind:
                changes.Breaking(SchemaChangeKind.TypeChangedKind, at, $"{at} is of the kind {now.Kind} now, it was of the kind {old.Kind}.");
                break;
            case (FieldsType old, FieldsType now):
                FieldChanges.Compare(old, now, changes);
                CompareInterfaces(old, now, at, changes);
                break;
            case (UnionType old, UnionType now):
                CompareMembers(old, now, at, changes);
                break;
            case (EnumType old, EnumType now):
                CompareValues(old, now, at, changes);
                break;
            case (InputObjectType old, InputObjectType now):
                CompareInputObject(old, now, at, changes);
                break;
            case (ScalarType old, ScalarType now) when old.SpecifiedByUrl != now.SpecifiedByUrl:
                changes.Dangerous(
                    SchemaChangeKind.SpecifiedByChanged, at, $"The format of {at} is specified by {now.SpecifiedByUrl ?? "nothing"} now, it was by {old.SpecifiedByUrl ?? "nothing"}.");
                break;
        }
    }

    private static void CompareInterfaces(FieldsType before, FieldsType after, SchemaCoordinate at, ChangeList changes)
    {
        var interfaces = new Difference<InterfaceType>(before.Interfaces, after.Interfaces, type => type.Name);
        foreach (var gone in interfaces.Removed) changes.Breaking(SchemaChangeKind.ImplementedInterfaceRemoved, at, $"{at} implements {gone} no more.");
        foreach (var added in interfaces.Added) changes.Dangerous(SchemaChangeKind.ImplementedInterfaceAdded, at, $"{at} implements {added} now.");
    }

    private static void CompareMembers(UnionType before, UnionType after, SchemaCoordinate at, ChangeList changes)
    {
        var members = new Difference<ObjectType>(before.PossibleTypes, after.PossibleTypes, type => type.Name);
        foreach (var gone in members.Removed) changes.Breaking(SchemaChangeKind.TypeRemovedFromUnion, at, $"The member {gone} was removed from {at}.");
        foreach (var added in members.Added) changes.Dangerous(SchemaChangeKind.TypeAddedToUnion, at, $"The member {added} was added to {at}.");
    }

    private static void CompareValues(EnumType before, EnumType after, SchemaCoordinate type, ChangeList changes)
    {
        var values = new Difference<EnumValueDefinition>(before.Values, after.Values, value => value.Name);
        foreach (var gone in values.Removed)
            changes.Breaking(SchemaChangeKind.ValueRemovedFromEnum, type with { Member = gone.Name }, $"The value {gone} was removed from {type}.");
        foreach (var added in values.Added)
            changes.Dangerous(SchemaChangeKind.ValueAddedToEnum, type with { Member = added.Name }, $"The value {added} was added to {type}.");
        foreach (var (old, now) in values.Kept)
        {
            var at = type with { Member = now.Name };
            changes.Description(at, old.Description, now.Description);
            changes.Deprecation(at, old.DeprecationReason, now.DeprecationReason);
        }
    }

    private static void CompareInputObject(InputObjectType before, InputObjectType after, SchemaCoordinate type, ChangeList changes)
    {
        var fields = new Difference<InputValueDefinition>(before.Fields, after.Fields, field => field.Name);
        foreach (var gone in fields.Removed)
            changes.Breaking(SchemaChangeKind.FieldRemoved, type with { Member = gone.Name }, $"The input field {gone.Name} was removed from {type}.");
        foreach (var added in fields.Added)
        {
            var at = type with { Member = added.Name };
            if (added.IsRequired) changes.Breaking(SchemaChangeKind.RequiredInputFieldAdded, at, $"The required input field {added} was added to {type}.");
            else changes.Dangerous(SchemaChangeKind.OptionalInputFieldAdded, at, $"The optional input field {added} was added to {type}.");
        }

        foreach (var (old, now) in fields.Kept) InputValueChanges.CompareInputField(old, now, type with { Member = now.Name }, changes);
        if (!before.IsOneOf && after.IsOneOf) changes.Breaking(SchemaChangeKind.OneOfAdded, type, $"{type} takes exactly one of its fields now.");
        if (before.IsOneOf && !after.IsOneOf) changes.Safe(SchemaChangeKind.OneOfRemoved, type, $"{type} takes any number of its fields now.");
    }
}
