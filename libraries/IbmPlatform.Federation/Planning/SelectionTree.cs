using IbmPlatform.Federation.Supergraphs;
using IbmPlatform.GraphQL.Language;

namespace IbmPlatform.Federation.Planning;

/// <summary>
/// What is asked of the objects at one place of a response. It answers, for each object type, which fields are asked (specification,
/// "Field Collection"); fragments and conditions are gone then.
/// </summary>
internal sealed class SelectionTree(OperationScope scope, SupergraphType type, IReadOnlyList<SelectionSetNode> sets)
{
    private readonly Dictionary<SupergraphType, IReadOnlyList<FieldDemand>> _fields = [];
    private readonly Dictionary<string, FieldDemand> _interned = new(StringComparer.Ordinal);

    public SupergraphType Type { get; } = type;

    /// <summary>The fields asked of objects of one type, in the order of the response.</summary>
    public IReadOnlyList<FieldDemand> FieldsFor(SupergraphType objectType)
    {
        if (_fields.TryGetValue(objectType, out var fields)) return fields;
        var groups = new OrderedDictionary<string, List<FieldNode>>(StringComparer.Ordinal);
        foreach (var set in sets) Collect(set, objectType, groups);
        var demands = new List<FieldDemand>(groups.Count);
        foreach (var (name, nodes) in groups) demands.Add(Demand(objectType, name, nodes));
        _fields.Add(objectType, demands);
        return demands;
    }

    /// <summary>The fields that are asked alike of all these types: they need no type condition.</summary>
    public IReadOnlyList<FieldDemand> CommonFields(IReadOnlyList<SupergraphType> types)
    {
        if (types.Count == 0) return FieldsFor(Type);
        var common = FieldsFor(types[0]).ToList();
        for (var i = 1; i < types.Count; i++) common.RemoveAll(demand => !FieldsFor(types[i]).Contains(demand));
        return common;
    }

    /// <summary>How many fields are asked of an object at most.</summary>
    public int Weight() => (Type.PossibleTypes.Count == 0 ? [Type] : Type.PossibleTypes).Max(type => FieldsFor(type).Sum(demand => demand.Weight));

    private void Collect(SelectionSetNode set, SupergraphType objectType, OrderedDictionary<string, List<FieldNode>> groups)
    {
        foreach (var selection in set.Selections)
        {
            if (!scope.Includes(selection)) continue;
            switch (selection)
            {
                case FieldNode field:
                    if (!groups.TryGetValue(field.ResponseName, out var nodes)) groups.Add(field.ResponseName, nodes = []);
                    if (!nodes.Exists(node => ReferenceEquals(node, field))) nodes.Add(field);
                    break;
                case InlineFragmentNode fragment:
                    if (Applies(fragment.TypeCondition?.Name, objectType)) Collect(fragment.SelectionSet, objectType, groups);
                    break;
                case FragmentSpreadNode spread:
                    var definition = scope.Fragment(spread.Name);
                    if (Applies(definition.TypeCondition.Name, objectType)) Collect(definition.SelectionSet, objectType, groups);
                    break;
            }
        }
    }

    private bool Applies(string? condition, SupergraphType objectType) =>
        condition is null || condition == objectType.Name || scope.Supergraph.Type(condition).CanBe(objectType)
        || objectType.Interfaces.Exists(type => type.Name == condition);

    private FieldDemand Demand(SupergraphType objectType, string responseName, List<FieldNode> nodes)
    {
        var first = nodes[0];
        objectType.Fields.TryGetValue(first.Name, out var field);
        var signature = Signature(first);
        var isLeaf = field is null || !field.NamedType.IsComposite;

        // Leaves of one signature are one demand for all types; below a composite field the mentions tell.
        var key = isLeaf
            ? responseName + ":" + signature
            : responseName + ":" + field!.NamedType.Name + ":" + string.Join(',', nodes.Select(scope.IdOf));
        if (_interned.TryGetValue(key, out var demand)) return demand;
        var below = isLeaf ? null : new SelectionTree(scope, field!.NamedType, [.. nodes.Where(node => node.SelectionSet is not null).Select(node => node.SelectionSet!)]);
        demand = new FieldDemand(responseName, first, signature, field, below) { Meta = field is null ? new MetaSelection(scope, nodes) : null };
        _interned.Add(key, demand);
        return demand;
    }

    private static string Signature(FieldNode field) => field.Arguments.Count == 0
        ? field.Name
        : field.Name + "(" + string.Join(", ", field.Arguments.OrderBy(argument => argument.Name, StringComparer.Ordinal).Select(Printer.PrintCompact)) + ")";
}
