using IbmPlatform.GraphQL.Language;
using IbmPlatform.GraphQL.Types;

namespace IbmPlatform.GraphQL.Validation.Rules;

/// <summary>A field with the type that it is selected from and its definition, as far as the schema knows them.</summary>
internal readonly record struct CollectedField(NamedType? Parent, FieldNode Node, FieldDefinition? Definition);

/// <summary>What a selection set selects by itself: its fields by response name, inline fragments opened, and the names of spread fragments.</summary>
internal sealed class CollectedFields
{
    // Fields that say exactly the same are compared once from this many on: a field repeated a thousand times is no attack then.
    private const int DistinctFrom = 8;

    private readonly OrderedDictionary<string, List<CollectedField>> _fields = new(StringComparer.Ordinal);
    private readonly OrderedDictionary<string, bool> _spreads = new(StringComparer.Ordinal);

    public CollectedFields(Schema? schema, NamedType? parent, SelectionSetNode set)
    {
        Collect(schema, parent, set);
        foreach (var group in _fields.Values.Where(group => group.Count >= DistinctFrom)) KeepDistinct(group);
    }

    public IEnumerable<KeyValuePair<string, List<CollectedField>>> Fields => _fields;

    public bool IsEmpty => _fields.Count == 0;

    public IReadOnlyList<string> Spreads => _spreads.Keys;

    public List<CollectedField>? Find(string responseName) => _fields.GetValueOrDefault(responseName);

    public static bool IsStreamed(FieldNode field) => SpecifiedDirectives.Applied(field.Directives, IncrementalDirectives.Stream) is not null;

    private void Collect(Schema? schema, NamedType? parent, SelectionSetNode set)
    {
        foreach (var selection in set.Selections)
        {
            switch (selection)
            {
                case FieldNode field:
                    // Meta-fields have no definition here, as in the specification's text they are of no interest to merging.
                    var definition = (parent as FieldsType)?.Fields.Find(field.Name);
                    if (!_fields.TryGetValue(field.ResponseName, out var group)) _fields.Add(field.ResponseName, group = []);
                    group.Add(new CollectedField(parent, field, definition));
                    break;
                case FragmentSpreadNode spread:
                    _spreads[spread.Name] = true;
                    break;
                case InlineFragmentNode inline:
                    Collect(schema, inline.TypeCondition is null ? parent : schema?.FindType(inline.TypeCondition.Name), inline.SelectionSet);
                    break;
            }
        }
    }

    private static void KeepDistinct(List<CollectedField> group)
    {
        var seen = new HashSet<(NamedType?, string)>();
        group.RemoveAll(field => Signature(field.Node) is { } signature && !seen.Add((field.Parent, signature)));
    }

    /// <summary>Equal for fields that merge with each other, and with any third in the same way; null for what merges with nothing.</summary>
    private static string? Signature(FieldNode field)
    {
        if (field.SelectionSet is null) return IsStreamed(field) ? null : field.Arguments.Count == 0 ? field.Name : $"{field.Name}({string.Join(',', field.Arguments)})";
        var text = Printer.PrintCompact(field);
        return text.Contains("@" + IncrementalDirectives.Stream, StringComparison.Ordinal) ? null : text;
    }
}
