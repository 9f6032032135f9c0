using IbmPlatform.GraphQL.Types;

namespace IbmPlatform.GraphQL.Costs;

/// <summary>How long the introspection system's lists are for one schema, on average: what it tells of itself needs no assumptions.</summary>
internal sealed class IntrospectionSizes
{
    /// <summary>What one object of the introspection system weighs: nothing is looked up for it, but it has to be written.</summary>
    public const double ObjectWeight = 0.25;

    private readonly Dictionary<(string Type, string Field), double> _sizes;

    public IntrospectionSizes(Schema schema)
    {
        var types = schema.Types;
        FieldDefinition[] fields = [.. types.OfType<FieldsType>().SelectMany(type => type.Fields)];
        double Each(double count) => Math.Max(1, count / Math.Max(1, types.Count));
        _sizes = new()
        {
            [("__Schema", "types")] = types.Count,
            [("__Schema", "directives")] = schema.Directives.Count,
            [("__Type", "fields")] = Each(fields.Length),
            [("__Type", "interfaces")] = Each(types.OfType<FieldsType>().Sum(type => type.Interfaces.Count)),
            [("__Type", "possibleTypes")] = Each(types.Where(type => type is not ObjectType).OfType<CompositeType>().Sum(type => type.PossibleTypes.Count)),
            [("__Type", "enumValues")] = Each(types.OfType<EnumType>().Sum(type => type.Values.Count)),
            [("__Type", "inputFields")] = Each(types.OfType<InputObjectType>().Sum(type => type.Fields.Count)),
            [("__Field", "args")] = Math.Max(1, fields.Sum(field => field.Arguments.Count) / Math.Max(1.0, fields.Length)),
            [("__Directive", "args")] = Math.Max(1, schema.Directives.Sum(directive => directive.Arguments.Count) / Math.Max(1.0, schema.Directives.Count)),
        };
    }

    /// <summary>How many objects a field has; 1 where it is no list.</summary>
    public double Of(ObjectType type, string field) => _sizes.GetValueOrDefault((type.Name, field), 1);
}
