using System.Collections.Concurrent;

namespace IbmPlatform.GraphQL.Execution.Binding;

/// <summary>An interface or union: finds the object type of a value by its C# type.</summary>
internal sealed class AbstractBinding(string name, IReadOnlyList<ObjectBinding> possible)
{
    private readonly ConcurrentDictionary<Type, ObjectBinding?> _byClrType = new();

    public string Name => name;

    public IReadOnlyList<ObjectBinding> Possible => possible;

    /// <summary>The object type; null when none of the possible types is bound to the value's type.</summary>
    public ObjectBinding? TypeOf(object value) => _byClrType.GetOrAdd(value.GetType(), Find);

    /// <summary>The exact type first, then the most derived of those that the value's type can be assigned to.</summary>
    private ObjectBinding? Find(Type type)
    {
        ObjectBinding? best = null;
        foreach (var candidate in possible)
        {
            if (candidate.ClrType == type) return candidate;
            if (candidate.ClrType.IsAssignableFrom(type) && (best is null || best.ClrType.IsAssignableFrom(candidate.ClrType))) best = candidate;
        }

        return best;
    }
}
