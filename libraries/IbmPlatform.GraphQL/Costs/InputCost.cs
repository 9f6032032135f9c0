using IbmPlatform.GraphQL.Language;
using IbmPlatform.GraphQL.Types;

namespace IbmPlatform.GraphQL.Costs;

/// <summary>What giving an argument or a field of an input object weighs, read once.</summary>
internal sealed class InputCost
{
    private InputCost(InputValueDefinition definition, CostNames names)
    {
        Name = definition.Name;
        Type = definition.Type.NamedType as InputObjectType;
        // "weight": arguments and input fields of input object types default to 1, of scalars and enums to 0.
        Weight = CostDirectives.Weight(names, definition.AppliedDirectives) ?? (Type is null ? 0 : 1);
    }

    public string Name { get; }

    public double Weight { get; }

    /// <summary>The input object type whose fields weigh besides; null for scalars and enums.</summary>
    public InputObjectType? Type { get; }

    /// <summary>The inputs that can weigh anything.</summary>
    public static InputCost[] Of(IEnumerable<InputValueDefinition> definitions, CostNames names) =>
        [.. definitions.Select(definition => new InputCost(definition, names)).Where(input => input.Weight != 0 || input.Type is not null)];
}
