using IbmPlatform.GraphQL.Errors;
using IbmPlatform.GraphQL.Language;
using IbmPlatform.GraphQL.Types;

namespace IbmPlatform.GraphQL.Costs;

/// <summary>
/// Walks one operation as execution would, fields merged, and takes of an abstract type's possible types the costliest. Selections met
/// again for the same type are looked up.
/// </summary>
internal sealed class CostEstimator(CostModel model, Schema schema, IReadOnlyDictionary<string, FragmentDefinitionNode> fragments, CostVariables variables)
{
    // More than any honest operation has: combinations of fragments and types could multiply without end.
    private const int MaxSteps = 50_000;

    private readonly Dictionary<MergedSelection, CostEstimate> _known = [];
    private OperationDefinitionNode _operation = null!;
    private int _steps;

    public List<GraphQLError> Refusals { get; } = [];

    public CostEstimate Of(ObjectType root, OperationDefinitionNode operation)
    {
        _operation = operation;
        var directives = new CostEstimate(0, Math.Max(0, Directives(operation.Directives)));
        var total = new CostEstimate(FieldCosts.Of(root, model.Names), 0).Plus(directives).Plus(OfObject(root, [operation.SelectionSet], null));
        // Weights may be negative; what an operation costs can't be.
        return new CostEstimate(Math.Max(0, total.TypeCost), Math.Max(0, total.FieldCost));
    }

    /// <summary>The selections below fields that merged into one, for values of a type; what lists above say of its fields' sizes.</summary>
    private CostEstimate Below(NamedType type, List<SelectionSetNode> selections, Sizing? sizing)
    {
        if (type is not CompositeType composite || selections.Count == 0) return default;
        var key = new MergedSelection(type, selections, sizing);
        if (_known.TryGetValue(key, out var known)) return known;
        var most = default(CostEstimate);
        foreach (var possible in composite.PossibleTypes) most = most.Or(OfObject(possible, selections, sizing));
        return _known[key] = most;
    }

    private CostEstimate OfObject(ObjectType type, List<SelectionSetNode> selections, Sizing? sizing)
    {
        var fields = new Dictionary<string, (FieldNode First, List<SelectionSetNode> Below)>(StringComparer.Ordinal);
        var visited = new HashSet<string>(StringComparer.Ordinal);
        foreach (var selection in selections) Collect(type, selection, fields, visited);
        var total = default(CostEstimate);
        foreach (var (field, below) in fields.Values) total = total.Plus(OfField(type, field, below, sizing));
        return total;
    }

    private CostEstimate OfField(ObjectType parent, FieldNode node, List<SelectionSetNode> selections, Sizing? sizing)
    {
        if (schema.FindField(parent, node.Name) is not { } definition) return default;
        if (_steps++ > MaxSteps)
        {
            if (_steps == MaxSteps + 2) RefuseSteps();
            return default;
        }

        if (definition.Type.NamedType.Name.StartsWith("__", StringComparison.Ordinal)) return OfMeta(parent, node, definition.Type.NamedType, selections);
        var field = model.Of(definition);
        var size = field.Size is { } known ? SizeOf(field, known, node) : null;
        var applies = size is not null && field.Size!.SizedFields.Length > 0;
        var below = Below(field.Type, selections, applies ? new Sizing(field.Size!.SizedFields, size!.Value) : null);
        var count = Count(field, node.Name, applies ? null : size, sizing);
        // "Field Cost": arguments and directives may weigh less than nothing, the call as a whole not.
        var call = Math.Max(0, field.Weight + Inputs(field.Arguments, node.Arguments) + Directives(node.Directives));
        return new CostEstimate(field.TypeWeight, 0).Plus(below).Times(count).Plus(new CostEstimate(0, call));
    }

    /// <summary>What introspection tells costs its writing: as many objects as the schema has, and those named below each of them.</summary>
    private CostEstimate OfMeta(ObjectType parent, FieldNode node, NamedType type, List<SelectionSetNode> selections)
    {
        if (type is not CompositeType) return default;
        var total = new CostEstimate(IntrospectionSizes.ObjectWeight, 0).Plus(Below(type, selections, null)).Times(model.Introspection.Of(parent, node.Name));
        // Averages of averages: whole numbers are as precise as they are.
        return node.Name.StartsWith("__", StringComparison.Ordinal) ? new CostEstimate(Math.Ceiling(total.TypeCost), 0) : total;
    }

    private double Inputs(InputCost[] inputs, IReadOnlyList<ArgumentNode> arguments)
    {
        var total = 0.0;
        foreach (var input in inputs)
        {
            if (ValueOf(arguments, input.Name) is not { } value || !variables.IsGiven(value)) continue;
            total += input.Weight + (input.Type is null ? 0 : variables.FieldsWeight(model, input.Type, value));
        }

        return total;
    }

    private double Directives(IReadOnlyList<DirectiveNode> applied)
    {
        var total = 0.0;
        foreach (var directive in applied)
        {
            if (schema.FindDirective(directive.Name) is { } definition) total += Inputs(model.Of(definition), directive.Arguments);
        }

        return total;
    }

    /// <summary>How many values a field has: 1, or the product of its lists' sizes.</summary>
    private double Count(FieldCosts field, string name, double? size, Sizing? sizing)
    {
        if (field.ListDepth == 0) return 1;
        // "sizedFields": what a field above says of this list comes before what the list says of itself.
        if (sizing is not null && Array.IndexOf(sizing.Fields, name) >= 0) size = sizing.Size;
        return (size ?? model.Options.AssumedListSize) * Math.Pow(model.Options.AssumedListSize, field.ListDepth - 1);
    }

    /// <summary>The items that slicing arguments ask for, else those that are assumed.</summary>
    private double? SizeOf(FieldCosts field, ListSize size, FieldNode node)
    {
        double? most = null;
        var (given, defaults) = (0, 0);
        foreach (var path in size.SlicingArguments)
        {
            var names = path.Split('.');
            var argument = ValueOf(node.Arguments, names[0]);
            if (variables.IsGiven(argument)) given++;
            else if (variables.IsAbsent(argument))
            {
                argument = field.Definition.Arguments.Find(names[0])?.DefaultValue;
                if (argument is not null) defaults++;
            }

            if (variables.SizeAt(argument, names.AsSpan(1)) is { } asked) most = Math.Max(most ?? 0, Math.Max(asked, 0));
        }

        // "requireOneSlicingArgument": one that has a default may be left out.
        if (size.RequireOne && given != 1 && (given > 1 || defaults == 0)) RefuseSlicing(size, node, given);
        return most ?? size.AssumedSize;
    }

    private void Collect(
        ObjectType type, SelectionSetNode selections, Dictionary<string, (FieldNode First, List<SelectionSetNode> Below)> fields, HashSet<string> visited)
    {
        foreach (var selection in selections.Selections)
        {
            if (!IsIncluded(selection)) continue;
            switch (selection)
            {
                case FieldNode field:
                    if (!fields.TryGetValue(field.ResponseName, out var merged)) fields.Add(field.ResponseName, merged = (field, []));
                    if (field.SelectionSet is not null) merged.Below.Add(field.SelectionSet);
                    break;
                case InlineFragmentNode inline when inline.TypeCondition is null || Applies(inline.TypeCondition.Name, type):
                    Collect(type, inline.SelectionSet, fields, visited);
                    break;
                case FragmentSpreadNode spread when visited.Add(spread.Name) && fragments.TryGetValue(spread.Name, out var fragment) && Applies(fragment.TypeCondition.Name, type):
                    Collect(type, fragment.SelectionSet, fields, visited);
                    break;
            }
        }
    }

    private bool Applies(string condition, ObjectType type) => condition == type.Name || (schema.FindType(condition) is CompositeType composite && schema.IsSubType(composite, type));

    private bool IsIncluded(SelectionNode selection)
    {
        foreach (var directive in selection.Directives)
        {
            if (directive.Name == "skip" && variables.IsTrue(directive.Argument("if"))) return false;
            if (directive.Name == "include" && !variables.IsTrue(directive.Argument("if"))) return false;
        }

        return true;
    }

    private static ValueNode? ValueOf(IReadOnlyList<ArgumentNode> arguments, string name)
    {
        foreach (var argument in arguments)
        {
            if (argument.Name == name) return argument.Value;
        }

        return null;
    }

    private void RefuseSlicing(ListSize size, FieldNode node, int given) => Refusals.Add(CostModel.Refusal(
        _operation,
        $"The field \"{node.ResponseName}\" has {given} of the arguments {string.Join(", ", size.SlicingArguments)}; give exactly one, so that its cost is known.",
        "requireOneSlicingArgument", given, 1));

    private void RefuseSteps() => Refusals.Add(CostModel.Refusal(
        _operation, $"The operation's cost takes more than {MaxSteps} steps to estimate; the limit (MaxCostSteps) is {MaxSteps}.", "MaxCostSteps", MaxSteps + 1, MaxSteps));
}

/// <summary>What a list's size applies to: fields of the value.</summary>
internal sealed record Sizing(string[] Fields, double Size);

/// <summary>Selections that merged, below a field of a type: the same ones cost the same wherever they stand.</summary>
internal readonly struct MergedSelection(NamedType type, List<SelectionSetNode> selections, Sizing? sizing) : IEquatable<MergedSelection>
{
    private readonly NamedType _type = type;
    private readonly List<SelectionSetNode> _selections = selections;
    private readonly double _size = sizing?.Size ?? -1;
    private readonly string[]? _fields = sizing?.Fields;

    public bool Equals(MergedSelection other)
    {
        if (_type != other._type || _size != other._size || _fields != other._fields || _selections.Count != other._selections.Count) return false;
        for (var i = 0; i < _selections.Count; i++)
        {
            if (!ReferenceEquals(_selections[i], other._selections[i])) return false;
        }

        return true;
    }

    public override bool Equals(object? obj) => obj is MergedSelection other && Equals(other);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.Add(_type.Name);
        hash.Add(_size);
        foreach (var selection in _selections) hash.Add(System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(selection));
        return hash.ToHashCode();
    }
}
