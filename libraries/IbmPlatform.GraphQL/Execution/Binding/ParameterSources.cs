namespace IbmPlatform.GraphQL.Execution.Binding;

/// <summary>Tells by its type what a resolver's parameter, which is no argument, is filled with.</summary>
internal static class ParameterSources
{
    public static ParameterSource Of(Type type, Type parent)
    {
        if (type == typeof(CancellationToken)) return ParameterSource.CancellationToken;
        if (type == typeof(ResolverContext)) return ParameterSource.ResolverContext;
        if (type == typeof(RequestContext)) return ParameterSource.RequestContext;
        if (type == typeof(IServiceProvider)) return ParameterSource.Services;
        if (type == typeof(IReadOnlyList<EntityReference>)) return ParameterSource.References;
        if (parent == typeof(RootValue)) return ParameterSource.Service;
        if (type != typeof(object) && type.IsAssignableFrom(parent)) return ParameterSource.Parent;
        return IsListOf(type, parent) ? ParameterSource.Parents : ParameterSource.Service;
    }

    /// <summary>Scalars, enums and bound inputs are never services: such a parameter is an argument whose name is wrong.</summary>
    public static bool LooksLikeArgument(Type type, BoundTypes types)
    {
        var bare = Inputs.OptionalTypes.ValueOf(type) ?? type;
        bare = Nullable.GetUnderlyingType(bare) ?? bare;
        return bare.IsPrimitive || bare.IsEnum || bare.IsValueType || bare == typeof(string)
            || types.InputClrTypes.ContainsValue(bare) || types.Leaves.Values.Any(l => l.ClrType == bare);
    }

    private static bool IsListOf(Type type, Type parent) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>) && type.GenericTypeArguments[0].IsAssignableFrom(parent);
}
