using IbmPlatform.GraphQL.Errors;
using IbmPlatform.GraphQL.Language;
using IbmPlatform.GraphQL.Types;

namespace IbmPlatform.GraphQL.Validation;

/// <summary>What rules share during one validation: the document, the schema, what is known of the node at hand, and the faults.</summary>
internal sealed class ValidationContext
{
    private readonly Dictionary<string, FragmentDefinitionNode> _fragments = new(StringComparer.Ordinal);
    private readonly Dictionary<SelectionSetNode, List<FragmentSpreadNode>> _spreads = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<OperationDefinitionNode, List<FragmentDefinitionNode>> _reached = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<DefinitionNode, List<VariableUsage>> _usages = new(ReferenceEqualityComparer.Instance);
    private readonly List<GraphQLError> _errors = [];
    private List<VariableUsage>? _currentUsages;

    public ValidationContext(DocumentNode document, Schema? schema, ValidationOptions options)
    {
        Document = document;
        Schema = schema;
        Options = options;
        foreach (var definition in document.Definitions)
        {
            if (definition is FragmentDefinitionNode fragment) _fragments.TryAdd(fragment.Name, fragment);
        }
    }

    public DocumentNode Document { get; }

    /// <summary>The schema; null when a document that defines one is checked by itself.</summary>
    public Schema? Schema { get; }

    public ValidationOptions Options { get; }

    public TypeInfo Info;

    /// <summary>The nodes above the node at hand, the document first.</summary>
    public List<SyntaxNode> Ancestors { get; } = [];

    public SyntaxNode? Parent => Ancestors.Count == 0 ? null : Ancestors[^1];

    public IReadOnlyList<GraphQLError> Errors => _errors;

    public bool IsStopped => _errors.Count >= Options.MaxErrors;

    public FragmentDefinitionNode? Fragment(string name) => _fragments.GetValueOrDefault(name);

    public void Report(ValidationRule rule, string message, ReadOnlySpan<Location> locations)
    {
        if (IsStopped) return;
        var places = new List<SourceLocation>(locations.Length);
        foreach (var location in locations)
        {
            if (location.IsKnown) places.Add(location.ToSourceLocation());
        }

        var (origin, name) = rule.SpecifiedBy is { } clause ? ("specifiedBy", clause) : ("rule", rule.Name);
        var extensions = new Dictionary<string, object?> { ["code"] = ErrorCodes.ValidationFailed, [origin] = name };
        if (!locations.IsEmpty && locations[0].Source is { Name: not ParserOptions.DefaultSourceName } source) extensions["source"] = source.Name;
        _errors.Add(new GraphQLError(message) { Locations = places, Extensions = extensions });
    }

    /// <summary>Reports a limit of ours, which no clause of the specification demands.</summary>
    public void ReportLimit(string limit, int maximum, string message, Location location)
    {
        if (IsStopped) return;
        _errors.Add(new GraphQLError(message)
        {
            Locations = location.IsKnown ? [location.ToSourceLocation()] : [],
            Extensions = new Dictionary<string, object?> { ["code"] = ErrorCodes.LimitExceeded, ["limit"] = limit, ["value"] = maximum + 1L, ["maximum"] = maximum },
        });
    }

    /// <summary>The spreads in a selection set at any depth, without following them.</summary>
    public List<FragmentSpreadNode> Spreads(SelectionSetNode set)
    {
        if (_spreads.TryGetValue(set, out var spreads)) return spreads;
        spreads = [];
        var pending = new Stack<SelectionSetNode>([set]);
        while (pending.TryPop(out var current))
        {
            foreach (var selection in current.Selections)
            {
                switch (selection)
                {
                    case FragmentSpreadNode spread: spreads.Add(spread); break;
                    case FieldNode { SelectionSet: { } below }: pending.Push(below); break;
                    case InlineFragmentNode inline: pending.Push(inline.SelectionSet); break;
                }
            }
        }

        _spreads.Add(set, spreads);
        return spreads;
    }

    /// <summary>The fragments that an operation reaches, each once.</summary>
    public List<FragmentDefinitionNode> ReachedFragments(OperationDefinitionNode operation)
    {
        if (_reached.TryGetValue(operation, out var reached)) return reached;
        reached = [];
        _reached.Add(operation, reached);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var pending = new Stack<SelectionSetNode>([operation.SelectionSet]);
        while (pending.TryPop(out var set))
        {
            foreach (var spread in Spreads(set))
            {
                if (!seen.Add(spread.Name) || Fragment(spread.Name) is not { } fragment) continue;
                reached.Add(fragment);
                pending.Push(fragment.SelectionSet);
            }
        }

        return reached;
    }

    /// <summary>The variables used by an operation and by the fragments that it reaches; complete once the document is left.</summary>
    public IEnumerable<VariableUsage> Usages(OperationDefinitionNode operation) =>
        Usages((DefinitionNode)operation).Concat(ReachedFragments(operation).SelectMany(Usages));

    public void BeginUsages(DefinitionNode definition) => _usages[definition] = _currentUsages = [];

    public void AddUsage(VariableNode node) =>
        _currentUsages?.Add(new VariableUsage(node, Info.InputType, Info.ParentInputType, Info.HasDefault));

    private List<VariableUsage> Usages(DefinitionNode definition) => _usages.TryGetValue(definition, out var usages) ? usages : [];
}
