using IbmPlatform.GraphQL.Execution.Binding;
using IbmPlatform.GraphQL.Language;

namespace IbmPlatform.GraphQL.Execution.Planning;

/// <summary>Compiles selections for one set of values of the variables in <c>@skip</c> and <c>@include</c> (spec 6.3.2, CollectFields).</summary>
internal sealed class PlanCompiler(IReadOnlyDictionary<string, FragmentDefinitionNode> fragments, IReadOnlyDictionary<string, bool> conditions)
{
    public SelectionPlan CompileRoot(ObjectBinding type, SelectionSetNode selection)
    {
        var fields = new CollectedFields();
        Collect(type, selection, fields, []);
        return Plan(type, fields);
    }

    /// <summary>The selection below fields that merged into one, for a value of a type.</summary>
    public SelectionPlan Compile(ObjectBinding type, IReadOnlyList<FieldNode> parents)
    {
        var fields = new CollectedFields();
        var visited = new HashSet<string>();
        foreach (var parent in parents) Collect(type, parent.SelectionSet!, fields, visited);
        return Plan(type, fields);
    }

    /// <summary>Whether the selections below some fields ask for a dotted path of field names, on whatever type.</summary>
    public bool Selects(IReadOnlyList<FieldNode> parents, string path)
    {
        var dot = path.IndexOf('.', StringComparison.Ordinal);
        var name = dot < 0 ? path : path[..dot];
        var found = new List<FieldNode>();
        var visited = new HashSet<string>();
        foreach (var parent in parents)
        {
            if (parent.SelectionSet is not null) Find(parent.SelectionSet, name, found, visited);
        }

        return found.Count > 0 && (dot < 0 || Selects(found, path[(dot + 1)..]));
    }

    private SelectionPlan Plan(ObjectBinding type, CollectedFields fields) =>
        new(type, [.. fields.Groups.Select((nodes, ordinal) => new FieldPlan(this, type.Field(nodes[0].Name), nodes, ordinal))]);

    private void Collect(ObjectBinding type, SelectionSetNode selections, CollectedFields fields, HashSet<string> visited)
    {
        foreach (var selection in selections.Selections)
        {
            if (!IsIncluded(selection)) continue;
            switch (selection)
            {
                case FieldNode field:
                    fields.Add(field);
                    break;
                case InlineFragmentNode inline when inline.TypeCondition is null || type.IsCoveredBy(inline.TypeCondition.Name):
                    Collect(type, inline.SelectionSet, fields, visited);
                    break;
                case FragmentSpreadNode spread when visited.Add(spread.Name):
                    var fragment = fragments[spread.Name];
                    if (type.IsCoveredBy(fragment.TypeCondition.Name)) Collect(type, fragment.SelectionSet, fields, visited);
                    break;
            }
        }
    }

    private void Find(SelectionSetNode selections, string name, List<FieldNode> found, HashSet<string> visited)
    {
        foreach (var selection in selections.Selections)
        {
            if (!IsIncluded(selection)) continue;
            if (selection is FieldNode field && field.Name == name) found.Add(field);
            else if (selection is InlineFragmentNode inline) Find(inline.SelectionSet, name, found, visited);
            else if (selection is FragmentSpreadNode spread && visited.Add(spread.Name)) Find(fragments[spread.Name].SelectionSet, name, found, visited);
        }
    }

    private bool IsIncluded(SelectionNode selection)
    {
        foreach (var directive in selection.Directives)
        {
            if (directive.Name == "skip" && Condition(directive)) return false;
            if (directive.Name == "include" && !Condition(directive)) return false;
        }

        return true;
    }

    private bool Condition(DirectiveNode directive) => directive.Argument("if") switch
    {
        BooleanValueNode constant => constant.Value,
        VariableNode variable => conditions[variable.Name],
        _ => throw new InvalidOperationException($"@{directive.Name} has no condition; the document was not validated."),
    };

    /// <summary>Field nodes by response name, in the order in which the names first occur.</summary>
    private sealed class CollectedFields
    {
        private readonly Dictionary<string, List<FieldNode>> _byName = [];

        public List<List<FieldNode>> Groups { get; } = [];

        public void Add(FieldNode field)
        {
            if (!_byName.TryGetValue(field.ResponseName, out var nodes))
            {
                nodes = [];
                _byName.Add(field.ResponseName, nodes);
                Groups.Add(nodes);
            }

            nodes.Add(field);
        }
    }
}
