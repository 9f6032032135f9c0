using IbmPlatform.GraphQL.Types;

namespace IbmPlatform.GraphQL.Validation.SchemaRules;

/// <summary>3.10: an input object that needs itself, through non-null fields, can never be given.</summary>
internal sealed class InputCycles(SchemaFaults faults)
{
    private readonly HashSet<InputObjectType> _visited = [];
    private readonly Dictionary<InputObjectType, int> _positions = [];
    private readonly List<InputValueDefinition> _path = [];

    public void Check(InputObjectType type)
    {
        if (!_visited.Add(type)) return;
        _positions[type] = _path.Count;
        foreach (var field in type.Fields)
        {
            if (field.Type is not NonNullType { Nullable: InputObjectType needed }) continue;
            _path.Add(field);
            if (_positions.TryGetValue(needed, out var position)) Report(needed, _path[position..]);
            else Check(needed);
            _path.RemoveAt(_path.Count - 1);
        }

        _positions.Remove(type);
    }

    private void Report(InputObjectType type, List<InputValueDefinition> cycle) => faults.Report(
        "sec-Input-Objects.Circular-References",
        $"Input type \"{type.Name}\" needs itself through the non-null fields {string.Join(".", cycle.Select(field => field.Name))}; make one of them nullable or a list.",
        [.. cycle.Select(field => field.AstNode)]);
}
