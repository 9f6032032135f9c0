using System.Reflection;

namespace IbmPlatform.GraphQL.Execution.Inputs;

/// <summary>Handles <see cref="Optional{T}"/> of types that are known at binding only.</summary>
internal static class OptionalTypes
{
    /// <summary>The T of <c>Optional&lt;T&gt;</c>; null for any other type.</summary>
    public static Type? ValueOf(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Optional<>) ? type.GenericTypeArguments[0] : null;

    public static Func<object?, object> Wrapper(Type value) =>
        typeof(OptionalTypes).GetMethod(nameof(Wrap), BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(value).CreateDelegate<Func<object?, object>>();

#pragma warning disable CA1859 // The delegate's type is the point.
    private static object Wrap<T>(object? value) => new Optional<T>((T?)value);
#pragma warning restore CA1859
}
