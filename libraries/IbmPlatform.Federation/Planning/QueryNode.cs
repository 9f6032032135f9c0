using System.Text;
using IbmPlatform.Federation.Supergraphs;
using IbmPlatform.GraphQL.Language;

namespace IbmPlatform.Federation.Planning;

/// <summary>A selection set of a subgraph request while it is built.</summary>
internal sealed class QueryNode(PlanNode node, ResponseKeys keys)
{
    private readonly List<QueryField> _common = [];
    private readonly OrderedDictionary<SupergraphType, List<QueryField>> _cases = [];

    public PlanNode Node { get; } = node;

    public bool SelectsTypename { get; set; }

    /// <summary>Selects a field, once; objects of one type only where the scope says so and the subgraph can tell.</summary>
    public QueryField Select(FieldDemand demand, SupergraphType scope, TypeNode type, PlanNode? below)
    {
        var (key, keysBelow) = keys.Take(demand.Name, demand.Signature, type, below is null);
        var narrowed = Node.IsAbstract && !scope.IsAbstract;
        if (_common.Find(field => field.Key == key) is { } selected && (below is null || !narrowed)) return selected;
        if (!narrowed) return Add(_common);
        if (!_cases.TryGetValue(scope, out var fields)) _cases.Add(scope, fields = []);
        return fields.Find(field => field.Key == key) ?? Add(fields);

        QueryField Add(List<QueryField> list)
        {
            var field = new QueryField(key, demand, below is null ? null : new QueryNode(below, keysBelow));
            list.Add(field);
            return field;
        }
    }

    public void Print(StringBuilder text)
    {
        text.Append('{');
        if (SelectsTypename || (_common.Count == 0 && _cases.Count == 0)) text.Append("__typename ");
        foreach (var field in _common) field.Print(text);
        foreach (var (type, fields) in _cases)
        {
            text.Append("... on ").Append(type.Name).Append('{');
            foreach (var field in fields) field.Print(text);
            text.Length--;
            text.Append("} ");
        }

        if (text[^1] == ' ') text.Length--;
        text.Append('}');
    }

    /// <summary>The names of the variables that the selection uses.</summary>
    public IEnumerable<string> Variables() =>
        _common.Concat(_cases.Values.SelectMany(fields => fields)).SelectMany(field => field.Variables());
}
