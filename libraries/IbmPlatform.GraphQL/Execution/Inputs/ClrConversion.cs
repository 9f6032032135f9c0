using System.Globalization;
using System.Reflection;
using IbmPlatform.GraphQL.Execution.Leaves;

namespace IbmPlatform.GraphQL.Execution.Inputs;

/// <summary>Turns coerced input values into what a C# parameter or property takes. Null stays null and is not passed in.</summary>
internal static class ClrConversion
{
    private static readonly Type[] ListTypes =
    [
        typeof(IEnumerable<>), typeof(IReadOnlyCollection<>), typeof(IReadOnlyList<>), typeof(ICollection<>), typeof(IList<>), typeof(List<>),
    ];

    /// <summary>The conversion, or a fault that says why there is none.</summary>
    public static Func<object, object?>? Find(InputType type, Type target, IReadOnlyDictionary<string, Type> inputTypes, out string? fault)
    {
        fault = null;
        var wanted = Nullable.GetUnderlyingType(target) ?? target;
        var conversion = type switch
        {
            LeafInput leaf => FindLeaf(leaf.Leaf, wanted),
            ListInput list => FindList(list, wanted, inputTypes, out fault),
            _ => FindObject(((ObjectInput)type).Shape, wanted, inputTypes, out fault),
        };
        if (conversion is null) fault ??= $"is {type} in the SDL, which {TypeNames.Of(target)} cannot hold";
        return conversion;
    }

    /// <summary>Whether a C# type has no null.</summary>
    public static bool RefusesNull(Type type) => type.IsValueType && Nullable.GetUnderlyingType(type) is null;

    private static Func<object, object?>? FindLeaf(LeafBinding leaf, Type target)
    {
        if (target.IsAssignableFrom(leaf.ClrType)) return static value => value;
        if (leaf is IntScalar && target == typeof(long)) return static value => (long)(int)value;
        if (leaf is FloatScalar && target == typeof(decimal)) return static value => (decimal)(double)value;
        if (leaf is not IdScalar || !IdScalar.IsTypedId(target)) return null;
        return typeof(ClrConversion).GetMethod(nameof(ParseId), BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(target).CreateDelegate<Func<object, object?>>();
    }

    private static object? ParseId<T>(object value) where T : IParsable<T> =>
        T.TryParse((string)value, CultureInfo.InvariantCulture, out var id)
            ? id
            : throw new FormatException($"\"{value}\" is no id of the form that is expected here ({TypeNames.Of(typeof(T))}).");

    private static Func<object, object?>? FindList(
        ListInput list, Type target, IReadOnlyDictionary<string, Type> inputTypes, out string? fault)
    {
        fault = null;
        var element = target.IsArray ? target.GetElementType()!
            : target.IsGenericType && ListTypes.Contains(target.GetGenericTypeDefinition()) ? target.GenericTypeArguments[0]
            : null;
        if (element is null) return null;
        var item = Find(list.Item, element, inputTypes, out fault);
        if (item is null) return null;
        if (!list.Item.NonNull && RefusesNull(element))
        {
            fault = $"has items that may be null, which {TypeNames.Of(element)} cannot be; declare {TypeNames.Of(element)}? or make the item {list.Item}!";
            return null;
        }

        var asList = target.IsGenericType && target.GetGenericTypeDefinition() == typeof(List<>);
        return (Func<object, object?>)typeof(ClrConversion).GetMethod(asList ? nameof(ListOf) : nameof(ArrayOf), BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(element).Invoke(null, [item])!;
    }

    private static Func<object, object?> ArrayOf<T>(Func<object, object?> item) => values => ToArray<T>((object?[])values, item);

    private static Func<object, object?> ListOf<T>(Func<object, object?> item) => values => ToArray<T>((object?[])values, item).ToList();

    private static T[] ToArray<T>(object?[] values, Func<object, object?> item) =>
        Array.ConvertAll(values, value => value is null ? default! : (T)item(value)!);

    private static Func<object, object?>? FindObject(
        InputShape shape, Type target, IReadOnlyDictionary<string, Type> inputTypes, out string? fault)
    {
        fault = null;
        if (!inputTypes.TryGetValue(shape.Name, out var bound))
        {
            // Said once, where the input type itself is reported.
            fault = "";
            return null;
        }

        return target.IsAssignableFrom(bound) ? static value => ((InputObject)value).ToClr() : null;
    }
}
