using IbmPlatform.GraphQL.Language;
using IbmPlatform.GraphQL.Types;

namespace IbmPlatform.GraphQL.Costs;

/// <summary>How long a field's lists get: <c>@listSize</c>, or where it is absent what the schema's shape says.</summary>
/// <param name="AssumedSize">The items where no slicing argument is given; null when nothing says.</param>
/// <param name="SlicingArguments">Paths of the arguments that bound the list; the greatest given counts.</param>
/// <param name="SizedFields">The fields of the value whose lists the size is of; empty when it is the value itself.</param>
/// <param name="RequireOne">Whether exactly one slicing argument has to be given.</param>
internal sealed record ListSize(int? AssumedSize, string[] SlicingArguments, string[] SizedFields, bool RequireOne)
{
    // The arguments and fields of Relay's connections (GraphQL Cursor Connections), which need no directive to be known.
    private static readonly string[] Slices = ["first", "last"];
    private static readonly string[] Sized = ["edges", "nodes"];

    /// <summary>Null where nothing bounds the field's lists.</summary>
    public static ListSize? Of(FieldDefinition field, CostNames names)
    {
        if (CostDirectives.ListSize(names, field.AppliedDirectives) is { } directive)
        {
            var slicing = CostDirectives.Texts(directive.Argument("slicingArguments"));
            return new ListSize(
                directive.Argument("assumedSize") is IntValueNode assumed && int.TryParse(assumed.Value, out var size) ? size : null,
                slicing,
                CostDirectives.Texts(directive.Argument("sizedFields")),
                slicing.Length > 0 && directive.Argument("requireOneSlicingArgument") is not BooleanValueNode { Value: false });
        }

        // One list in, one list out: Relay's plural identifying root fields, and the "_entities" of Apollo Federation.
        if (field.Type.Nullable is ListType && field.Arguments is [{ Type: { IsNonNull: true, Nullable: ListType } } plural])
            return new ListSize(null, [plural.Name], [], RequireOne: false);
        string[] slices = [.. Slices.Where(name => field.Arguments.Find(name)?.Type.NamedType.Name == "Int")];
        if (slices.Length == 0) return null;
        if (field.Type.Nullable is ListType) return new ListSize(null, slices, [], RequireOne: false);
        string[] sized = field.Type.NamedType is FieldsType type ? [.. Sized.Where(name => type.Fields.Find(name)?.Type.Nullable is ListType)] : [];
        return sized.Length == 0 ? null : new ListSize(null, slices, sized, RequireOne: false);
    }
}
