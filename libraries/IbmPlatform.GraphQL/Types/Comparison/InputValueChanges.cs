using IbmPlatform.GraphQL.Language;

namespace IbmPlatform.GraphQL.Types.Comparison;

/// <summary>Changes of what clients give: arguments of fields and directives, fields of input objects.</summary>
internal static class InputValueChanges
{
    private static readonly Kinds OfArgument = new(
        SchemaChangeKind.ArgChangedKind, SchemaChangeKind.ArgChangedKindSafe, SchemaChangeKind.ArgDefaultValueChange, SchemaChangeKind.ArgDefaultValueAdded);

    private static readonly Kinds OfInputField = new(
        SchemaChangeKind.FieldChangedKind,
        SchemaChangeKind.FieldChangedKindSafe,
        SchemaChangeKind.InputFieldDefaultValueChange,
        SchemaChangeKind.InputFieldDefaultValueAdded);

    public static void CompareArgument(InputValueDefinition before, InputValueDefinition after, SchemaCoordinate at, ChangeList changes) =>
        Compare(before, after, at, OfArgument, changes);

    public static void CompareInputField(InputValueDefinition before, InputValueDefinition after, SchemaCoordinate at, ChangeList changes) =>
        Compare(before, after, at, OfInputField, changes);

    // Type and default are one matter: of the two the change that matters more to clients is told.
    private static void Compare(InputValueDefinition before, InputValueDefinition after, SchemaCoordinate at, Kinds kinds, ChangeList changes)
    {
        var types = $"The type of {at} is {after.Type} now, it was {before.Type}.";
        if (!TypeCompatibility.InputKeeps(before.Type, after.Type)) changes.Breaking(kinds.Type, at, types);
        else if (before.DefaultValue is not null) CompareDefault(before.DefaultValue, after, at, kinds, changes);
        else if (after.DefaultValue is not null) changes.Safe(kinds.DefaultAdded, at, $"{at} has the default {Text(after.DefaultValue)} now, it had none.");
        else if (before.Type.ToString() != after.Type.ToString()) changes.Safe(kinds.TypeSafe, at, types);
        changes.Description(at, before.Description, after.Description);
        changes.Deprecation(at, before.DeprecationReason, after.DeprecationReason);
    }

    private static void CompareDefault(ValueNode before, InputValueDefinition after, SchemaCoordinate at, Kinds kinds, ChangeList changes)
    {
        var was = Text(before);
        if (after.IsRequired) changes.Breaking(kinds.Default, at, $"{at} must be given now: it is non-null and has lost its default {was}.");
        else if (after.DefaultValue is null) changes.Dangerous(kinds.Default, at, $"{at} has lost its default {was}.");
        else if (Text(after.DefaultValue) is var now && now != was) changes.Dangerous(kinds.Default, at, $"The default of {at} is {now} now, it was {was}.");
    }

    private static string Text(ValueNode value) => Printer.PrintCompact(Canonical(value));

    // The order of an object's fields and the way a string is written say nothing (2.10.3, 2.9.4).
    private static ValueNode Canonical(ValueNode value) => value switch
    {
        StringValueNode text => new StringValueNode(text.Value),
        ListValueNode list => new ListValueNode([.. list.Values.Select(Canonical)]),
        ObjectValueNode fields => new ObjectValueNode([.. fields.Fields
            .OrderBy(field => field.Name, StringComparer.Ordinal)
            .Select(field => new ObjectFieldNode(field.Name, Canonical(field.Value)))]),
        _ => value,
    };

    private sealed record Kinds(SchemaChangeKind Type, SchemaChangeKind TypeSafe, SchemaChangeKind Default, SchemaChangeKind DefaultAdded);
}
