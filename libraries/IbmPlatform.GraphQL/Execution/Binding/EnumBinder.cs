using IbmPlatform.GraphQL.Execution.Leaves;
using IbmPlatform.GraphQL.Types;

namespace IbmPlatform.GraphQL.Execution.Binding;

/// <summary>Pairs enum values with C# members: <c>IN_PROGRESS</c> with <c>InProgress</c>.</summary>
internal static class EnumBinder
{
    public static LeafBinding? Bind(EnumType type, Type target, List<string> faults)
    {
        var before = faults.Count;
        var members = Enum.GetNames(target).ToDictionary(Normal, name => Enum.Parse(target, name), StringComparer.OrdinalIgnoreCase);
        var bound = new Dictionary<string, object>();
        foreach (var value in type.Values)
        {
            if (members.Remove(Normal(value.Name), out var member)) bound.Add(value.Name, member);
            else faults.Add($"Enum {type.Name}.{value.Name} has no member in {target.Name}; add one named {value.Name} in PascalCase.");
        }

        faults.AddRange(members.Values.Select(m => $"Enum {type.Name} has no value for {target.Name}.{m}; add it to the SDL or take the member away."));
        if (faults.Count > before) return null;
        return (LeafBinding)Activator.CreateInstance(typeof(EnumBinding<>).MakeGenericType(target), type.Name, bound)!;
    }

    private static string Normal(string name) => name.Replace("_", "", StringComparison.Ordinal);
}
