using IbmPlatform.GraphQL.Execution.Leaves;
using IbmPlatform.GraphQL.Types;

namespace IbmPlatform.GraphQL.Execution.Binding;

/// <summary>Takes field types apart, and checks what resolvers return against them.</summary>
internal sealed class OutputShapes(BoundTypes types)
{
    public OutputShape Of(IGraphQLType type)
    {
        var nonNull = new List<bool>();
        var at = type;
        while (true)
        {
            nonNull.Add(at.IsNonNull);
            if (at.Nullable is not ListType list) break;
            at = list.ItemType;
        }

        var name = type.NamedType.Name;
        return new OutputShape(
            type.ToString()!, [.. nonNull], types.Leaves.GetValueOrDefault(name), types.Objects.GetValueOrDefault(name),
            types.Abstracts.GetValueOrDefault(name));
    }

    /// <summary>Why a C# type cannot stand for the shape; null when it can.</summary>
    public static string? Mismatch(OutputShape shape, Type type)
    {
        var at = Bare(type);
        for (var depth = 0; depth < shape.ListDepth; depth++)
        {
            if (ItemOf(at) is not { } item) return $"is {shape.Text} in the SDL, but {TypeNames.Of(type)} is no list at level {depth + 1}";
            at = Bare(item);
        }

        return NamedFits(shape, at) ? null : $"is {shape.Text} in the SDL, but {TypeNames.Of(type)} {WantedFor(shape)}";
    }

    private static bool NamedFits(OutputShape shape, Type type) =>
        type == typeof(object)
        || (shape.Leaf is { } leaf ? leaf.Writes(type)
            : shape.Object is { } bound ? Related(bound.ClrType, type)
            : shape.Abstract is { } open && open.Possible.Any(p => Related(p.ClrType, type)));

    private static string WantedFor(OutputShape shape) =>
        shape.Leaf is { } leaf ? $"is not what {leaf.Name} is bound to ({TypeNames.Of(leaf.ClrType)})"
        : shape.Object is { } bound ? $"is not what {bound.Name} is bound to ({TypeNames.Of(bound.ClrType)})"
        : "is related to none of the C# types that its possible types are bound to";

    private static bool Related(Type bound, Type returned) => bound.IsAssignableFrom(returned) || returned.IsAssignableFrom(bound);

    private static Type Bare(Type type)
    {
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(FieldResult<>)) type = type.GenericTypeArguments[0];
        return Nullable.GetUnderlyingType(type) ?? type;
    }

    public static Type? ItemOf(Type type)
    {
        if (type == typeof(string)) return null;
        if (type.IsArray) return type.GetElementType();
        if (IsEnumerable(type)) return type.GenericTypeArguments[0];
        return Array.Find(type.GetInterfaces(), IsEnumerable)?.GenericTypeArguments[0];
    }

    private static bool IsEnumerable(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IEnumerable<>);
}
