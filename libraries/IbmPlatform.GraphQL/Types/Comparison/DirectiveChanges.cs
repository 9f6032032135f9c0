namespace IbmPlatform.GraphQL.Types.Comparison;

/// <summary>Changes of the directives that a schema defines.</summary>
internal static class DirectiveChanges
{
    public static void Compare(Schema before, Schema after, ChangeList changes)
    {
        var directives = new Difference<DirectiveDefinition>(before.Directives, after.Directives, directive => directive.Name);
        foreach (var gone in directives.Removed) changes.Breaking(SchemaChangeKind.DirectiveRemoved, At(gone), $"The directive {gone} was removed.");
        foreach (var added in directives.Added) changes.Safe(SchemaChangeKind.DirectiveAdded, At(added), $"The directive {added} was added.");
        foreach (var (old, now) in directives.Kept) Compare(old, now, changes);
    }

    private static void Compare(DirectiveDefinition before, DirectiveDefinition after, ChangeList changes)
    {
        var at = At(after);
        var arguments = new Difference<InputValueDefinition>(before.Arguments, after.Arguments, argument => argument.Name);
        foreach (var gone in arguments.Removed)
            changes.Breaking(SchemaChangeKind.DirectiveArgRemoved, at with { Argument = gone.Name }, $"The argument {gone.Name} of {at} was removed.");
        foreach (var added in arguments.Added)
        {
            var place = at with { Argument = added.Name };
            if (added.IsRequired) changes.Breaking(SchemaChangeKind.RequiredDirectiveArgAdded, place, $"The required argument {added} of {at} was added.");
            else changes.Safe(SchemaChangeKind.OptionalDirectiveArgAdded, place, $"The optional argument {added} of {at} was added.");
        }

        foreach (var (old, now) in arguments.Kept) InputValueChanges.CompareArgument(old, now, at with { Argument = now.Name }, changes);
        if (before.IsRepeatable && !after.IsRepeatable) changes.Breaking(SchemaChangeKind.DirectiveRepeatableRemoved, at, $"{at} is not repeatable any more.");
        if (!before.IsRepeatable && after.IsRepeatable) changes.Safe(SchemaChangeKind.DirectiveRepeatableAdded, at, $"{at} is repeatable now.");
        foreach (var location in before.Locations.Except(after.Locations))
            changes.Breaking(SchemaChangeKind.DirectiveLocationRemoved, at, $"{at} can't be applied on {location} any more.");
        foreach (var location in after.Locations.Except(before.Locations))
            changes.Safe(SchemaChangeKind.DirectiveLocationAdded, at, $"{at} can be applied on {location} now.");
        changes.Description(at, before.Description, after.Description);
    }

    private static SchemaCoordinate At(DirectiveDefinition directive) => new(directive.Name, OfDirective: true);
}
