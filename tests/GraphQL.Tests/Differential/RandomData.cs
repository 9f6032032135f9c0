using IbmPlatform.GraphQL.Types;

namespace IbmPlatform.GraphQL.Tests.Differential;

/// <summary>Makes rows for a schema: mostly what the types ask for; now and then null, a failure or a value of another kind.</summary>
internal sealed class RandomData(Schema schema, Chance chance)
{
    private const int RowsPerType = 3;
    private readonly List<Row> _rows = [];

    /// <summary>The query's row, the mutation's row, then those of the other object types.</summary>
    public IReadOnlyList<Row> Rows()
    {
        Add(schema.QueryType!);
        Add(schema.MutationType!);
        foreach (var type in schema.Types.OfType<ObjectType>().Where(t => t.Name.StartsWith('T')))
        {
            for (var i = 0; i < RowsPerType; i++) Add(type);
        }

        foreach (var row in _rows)
        {
            foreach (var field in ((ObjectType)schema.FindType(row.Type)!).Fields) row.Values[field.Name] = Value(field.Type);
        }

        return _rows;
    }

    private void Add(ObjectType type) => _rows.Add(new Row(_rows.Count, type.Name, new Dictionary<string, object?> { ["__typename"] = type.Name }));

    private object? Value(IGraphQLType type)
    {
        if (chance.Percent(2)) return new Failure("refused");
        if (chance.Percent(type.IsNonNull ? 2 : 10)) return null;
        return type.Nullable switch
        {
            ListType when chance.Percent(1) => 5,
            ListType list => Enumerable.Range(0, chance.Below(4)).Select(_ => Value(list.ItemType)).ToList(),
            CompositeType composite => new RowLink(chance.Of([.. _rows.Where(r => composite.PossibleTypes.Any(p => p.Name == r.Type) || composite.Name == r.Type)]).Number),
            var leaf => Leaf(leaf.NamedType.Name),
        };
    }

    private object Leaf(string type) => type switch
    {
        "Int" => chance.Percent(3) ? 2147483648L : (object)chance.Of([0, 1, -7, int.MaxValue]),
        "Float" => chance.Of([0.5, -1.25, 1000, 1e10]),
        "Boolean" => chance.Percent(50),
        "E0" => chance.Percent(3) ? "NONE" : chance.Of([Shade.Red, Shade.Green, Shade.Blue]),
        "E1" => chance.Of([Shade.Green, Shade.Grey]),
        "Code" => chance.Percent(3) ? true : chance.Of(["A", "BCD"]),
        _ => chance.Of(["", "a", "\"q\"\n\t\\", "Ж☃😀"]),
    };
}
