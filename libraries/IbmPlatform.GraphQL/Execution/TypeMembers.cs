using System.Reflection;

namespace IbmPlatform.GraphQL.Execution;

/// <summary>Finds the C# members that stand for a GraphQL field.</summary>
internal static class TypeMembers
{
    public static string Pascal(string name) => char.ToUpperInvariant(name[0]) + name[1..];

    /// <summary>The public property of a field, of an interface's bases too; an exact PascalCase match before one that differs in case.</summary>
    public static PropertyInfo? Property(Type type, string field)
    {
        var properties = type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Concat(type.IsInterface ? type.GetInterfaces().SelectMany(i => i.GetProperties()) : [])
            .Where(p => p.GetMethod is { IsPublic: true } && p.GetIndexParameters().Length == 0)
            .ToList();
        return properties.Find(p => p.Name == Pascal(field))
            ?? properties.Find(p => string.Equals(p.Name, field, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>The methods of a resolver class that may stand for fields.</summary>
    public static IEnumerable<MethodInfo> ResolverMethods(Type resolvers) =>
        resolvers.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.FlattenHierarchy)
            .Where(m => !m.IsSpecialName && m.GetBaseDefinition().DeclaringType != typeof(object) && m.Name is not (nameof(IDisposable.Dispose) or nameof(IAsyncDisposable.DisposeAsync)));

    /// <summary>Whether a method is named for a field: in PascalCase, with or without <c>Async</c>.</summary>
    public static bool StandsFor(MethodInfo method, string field) =>
        string.Equals(method.Name, field, StringComparison.OrdinalIgnoreCase)
        || string.Equals(method.Name, field + "Async", StringComparison.OrdinalIgnoreCase);
}
