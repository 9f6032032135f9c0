using IbmPlatform.GraphQL.Errors;
using IbmPlatform.GraphQL.Language;

namespace IbmPlatform.GraphQL.Execution.Planning;

/// <summary>Counts what an operation asks for, fragments expanded, in time linear in the document: each fragment is counted once.</summary>
internal sealed class OperationLimits(DocumentNode document, ExecutorOptions options)
{
    private readonly Dictionary<string, FragmentDefinitionNode> _fragments = Fragments(document);
    private readonly Dictionary<string, Size> _sizes = [];
    private readonly HashSet<string> _open = [];

    public static Dictionary<string, FragmentDefinitionNode> Fragments(DocumentNode document)
    {
        var fragments = new Dictionary<string, FragmentDefinitionNode>();
        foreach (var fragment in document.Definitions.OfType<FragmentDefinitionNode>()) fragments.TryAdd(fragment.Name, fragment);
        return fragments;
    }

    public IReadOnlyList<GraphQLError> Check()
    {
        var errors = new List<GraphQLError>();
        foreach (var operation in document.Definitions.OfType<OperationDefinitionNode>())
        {
            var size = Count(operation.SelectionSet);
            Check(errors, operation, "variables", operation.Variables.Count, nameof(options.MaxVariables), options.MaxVariables);
            Check(errors, operation, "levels of fields", size.Depth, nameof(options.MaxDepth), options.MaxDepth);
            Check(errors, operation, "fields", size.Fields, nameof(options.MaxFields), options.MaxFields);
            Check(errors, operation, "aliases", size.Aliases, nameof(options.MaxAliases), options.MaxAliases);
        }

        return errors;
    }

    private static void Check(List<GraphQLError> errors, OperationDefinitionNode operation, string what, long value, string limit, int maximum)
    {
        if (value <= maximum) return;
        errors.Add(new GraphQLError($"The operation{(operation.Name is null ? "" : $" \"{operation.Name}\"")} has {value} {what}; the limit ({limit}) is {maximum}.")
        {
            Locations = [operation.Location.ToSourceLocation()],
            Extensions = new Dictionary<string, object?>
            {
                ["code"] = ExecutionErrorCodes.LimitExceeded,
                ["limit"] = limit,
                ["value"] = value,
                ["maximum"] = maximum,
            },
        });
    }

    private Size Count(SelectionSetNode selections)
    {
        var total = default(Size);
        foreach (var selection in selections.Selections)
        {
            total = total.Plus(selection switch
            {
                FieldNode field => OfField(field),
                InlineFragmentNode inline => Count(inline.SelectionSet),
                FragmentSpreadNode spread => OfFragment(spread.Name),
                _ => default,
            });
        }

        return total;
    }

    private Size OfField(FieldNode field)
    {
        var below = field.SelectionSet is null ? default : Count(field.SelectionSet);
        return new Size(below.Fields + 1, below.Aliases + (field.Alias is null ? 0 : 1), below.Depth + 1);
    }

    private Size OfFragment(string name)
    {
        if (_sizes.TryGetValue(name, out var known)) return known;
        // Unknown fragments and cycles are refused by validation, which comes next.
        if (!_fragments.TryGetValue(name, out var fragment) || !_open.Add(name)) return default;
        var size = Count(fragment.SelectionSet);
        _open.Remove(name);
        return _sizes[name] = size;
    }

    private readonly record struct Size(long Fields, long Aliases, int Depth)
    {
        // Far above any limit and far below overflow: a bomb doubles its count with each fragment.
        private const long Ceiling = 1L << 60;

        public Size Plus(Size other) => new(
            Math.Min(Fields + other.Fields, Ceiling), Math.Min(Aliases + other.Aliases, Ceiling), Math.Max(Depth, other.Depth));
    }
}
