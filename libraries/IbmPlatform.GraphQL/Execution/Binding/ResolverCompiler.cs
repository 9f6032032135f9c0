using System.Linq.Expressions;
using System.Reflection;
using IbmPlatform.GraphQL.Execution.Leaves;
using IbmPlatform.GraphQL.Execution.Running;

namespace IbmPlatform.GraphQL.Execution.Binding;

/// <summary>What a parameter of a resolver method is filled with.</summary>
internal enum ParameterSource
{
    Parent,
    Parents,
    Argument,
    CancellationToken,
    ResolverContext,
    RequestContext,
    Services,
    References,
    Service,
}

/// <summary>A parameter, its source, and for arguments the index among the field's.</summary>
internal sealed record BoundParameter(ParameterInfo Parameter, ParameterSource Source, int ArgumentIndex = -1);

/// <summary>Compiles members into delegates: reflection is done with when the schema is bound.</summary>
internal static class ResolverCompiler
{
    private static readonly ParameterExpression Call = Expression.Parameter(typeof(ResolverCall), "call");
    private static readonly MethodInfo ParentsAs = typeof(ResolverCall).GetMethod(nameof(ResolverCall.ParentsAs))!;
    private static readonly MethodInfo Service = typeof(ResolverCall).GetMethod(nameof(ResolverCall.Service))!;
    private static readonly MethodInfo Instance = typeof(ResolverCall).GetMethod(nameof(ResolverCall.Instance))!;
    private static readonly MethodInfo Context = typeof(ResolverCall).GetMethod(nameof(ResolverCall.Context))!;

    public static SyncResolver Property(Type parent, PropertyInfo property, LeafBinding? leaf)
    {
        var read = Expression.Property(Expression.Convert(Expression.Property(Call, nameof(ResolverCall.Parent)), parent), property);
        var resolve = Expression.Lambda<Func<ResolverCall, object?>>(Expression.Convert(read, typeof(object)), Call).Compile();
        return new SyncResolver(resolve, leaf is null ? null : LeafWriter(parent, property, leaf))
        {
            Read = value => Expression.Property(Expression.Convert(value, parent), property),
        };
    }

    /// <summary>Compiles a method.</summary>
    /// <param name="method">The method.</param>
    /// <param name="parameters">What its parameters are filled with.</param>
    /// <param name="readsItems">Whether an <c>IAsyncEnumerable</c> that it returns is a list to be read; else it is handed on: a subscription's source.</param>
    public static Resolver Method(MethodInfo method, IReadOnlyList<BoundParameter> parameters, bool readsItems = false)
    {
        var call = Invoke(method, parameters);
        var isBatch = parameters.Any(p => p.Source == ParameterSource.Parents);
        if (TaskResults.ResultOf(method.ReturnType) is not null)
        {
            var boxed = Lambda<ValueTask<object?>>(Expression.Call(TaskResults.Boxing(method.ReturnType), call));
            return isBatch ? new BatchResolver(boxed) : new AsyncResolver(boxed);
        }

        // A list of lists that come later, one for each parent, has no reader: the binder refuses it.
        if (readsItems && TaskResults.ItemOf(method.ReturnType) is not null) return new AsyncResolver(Lambda<ValueTask<object?>>(Expression.Call(TaskResults.Reading(method.ReturnType), call, Call)));
        var resolve = Lambda<object?>(Expression.Convert(call, typeof(object)));
        return isBatch ? new BatchResolver(c => new ValueTask<object?>(resolve(c))) : new SyncResolver(resolve) { Read = ReadOffParent(method, parameters) };
    }

    /// <summary>What takes the parent and nothing else is as good as a property.</summary>
    private static Func<Expression, Expression>? ReadOffParent(MethodInfo method, IReadOnlyList<BoundParameter> parameters) =>
        method.IsStatic && parameters is [{ Source: ParameterSource.Parent, Parameter: var parameter }]
            ? value => Expression.Call(method, Expression.Convert(value, parameter.ParameterType))
            : null;

    /// <summary>Compiles a <c>ResolveReferences</c> method.</summary>
    public static Func<ResolverCall, ValueTask<object?>> References(MethodInfo method, IReadOnlyList<BoundParameter> parameters) =>
        Method(method, parameters) switch
        {
            AsyncResolver resolver => resolver.Resolve,
            SyncResolver resolver => c => new ValueTask<object?>(resolver.Resolve(c)),
            var other => throw new InvalidOperationException($"A reference resolver compiled to {other}."),
        };

    private static MethodCallExpression Invoke(MethodInfo method, IReadOnlyList<BoundParameter> parameters)
    {
        var owner = method.ReflectedType!;
        var instance = method.IsStatic ? null : Expression.Convert(Expression.Call(Call, Instance, Expression.Constant(owner)), owner);
        return Expression.Call(instance, method, parameters.Select(p => Read(p, owner)));
    }

    private static Expression Read(BoundParameter bound, Type owner)
    {
        var type = bound.Parameter.ParameterType;
        return bound.Source switch
        {
            ParameterSource.Parent => Expression.Convert(Expression.Property(Call, nameof(ResolverCall.Parent)), type),
            ParameterSource.Parents => Expression.Convert(
                Expression.Call(Call, ParentsAs.MakeGenericMethod(type.GenericTypeArguments[0])), type),
            ParameterSource.References => Expression.Convert(
                Expression.Call(Call, ParentsAs.MakeGenericMethod(typeof(EntityReference))), type),
            ParameterSource.Argument => Expression.Convert(
                Expression.ArrayIndex(Expression.Property(Call, nameof(ResolverCall.Arguments)), Expression.Constant(bound.ArgumentIndex)), type),
            ParameterSource.CancellationToken => Expression.Property(Call, nameof(ResolverCall.CancellationToken)),
            ParameterSource.ResolverContext => Expression.Call(Call, Context),
            ParameterSource.RequestContext => Expression.Property(Call, nameof(ResolverCall.Request)),
            ParameterSource.Services => Expression.Property(
                Expression.Property(Call, nameof(ResolverCall.Request)), nameof(RequestContext.Services)),
            _ => Expression.Convert(
                Expression.Call(Call, Service, Expression.Constant(type), Expression.Constant(TypeNames.Of(owner))), type),
        };
    }

    /// <summary>The leaf's own method for values of a type: calling it through the variant interface would check the cast anew each time.</summary>
    public static MethodInfo? TypedWriter(LeafBinding leaf, Type type)
    {
        var writer = typeof(ITypedLeaf<>).MakeGenericType(type);
        return writer.IsInstanceOfType(leaf) ? leaf.GetType().GetInterfaceMap(writer).TargetMethods[0] : null;
    }

    private static Func<ResolverCall, T> Lambda<T>(Expression body) => Expression.Lambda<Func<ResolverCall, T>>(body, Call).Compile();

    /// <summary>Writes a property's value straight through the leaf's typed writer; null when the leaf has none for that C# type.</summary>
    private static Func<object, Utf8JsonBuffer, bool>? LeafWriter(Type parentType, PropertyInfo property, LeafBinding leaf)
    {
        var valueType = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        if (TypedWriter(leaf, valueType) is not { } writer) return null;

        var parent = Expression.Parameter(typeof(object), "parent");
        var buffer = Expression.Parameter(typeof(Utf8JsonBuffer), "buffer");
        var value = Expression.Variable(property.PropertyType, "value");
        var write = Expression.Call(Expression.Constant(leaf), writer, Expression.Convert(value, valueType), buffer);
        var canBeNull = !property.PropertyType.IsValueType || property.PropertyType != valueType;
        Expression written = canBeNull
            ? Expression.Condition(
                Expression.Equal(value, Expression.Constant(null, property.PropertyType)),
                Expression.Constant(false),
                Expression.Block(write, Expression.Constant(true)))
            : Expression.Block(write, Expression.Constant(true));
        var body = Expression.Block(
            [value], Expression.Assign(value, Expression.Property(Expression.Convert(parent, parentType), property)), written);
        return Expression.Lambda<Func<object, Utf8JsonBuffer, bool>>(body, parent, buffer).Compile();
    }
}
