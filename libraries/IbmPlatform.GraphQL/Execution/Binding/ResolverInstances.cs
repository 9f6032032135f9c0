using System.Collections.Concurrent;
using System.Linq.Expressions;
using System.Reflection;

namespace IbmPlatform.GraphQL.Execution.Binding;

/// <summary>Makes resolver classes that are not registered as services: constructor parameters come from the services.</summary>
internal static class ResolverInstances
{
    private static readonly ConcurrentDictionary<Type, Func<IServiceProvider, object>> Factories = new();
    private static readonly MethodInfo Service = typeof(ResolverInstances).GetMethod(nameof(GetService))!;

    public static object Get(Type type, IServiceProvider services) =>
        services.GetService(type) ?? Factories.GetOrAdd(type, Compile)(services);

    public static object GetService(IServiceProvider services, Type service, string wantedBy) =>
        services.GetService(service)
        ?? throw new InvalidOperationException($"{wantedBy} wants the service {TypeNames.Of(service)}, which is not registered.");

    private static Func<IServiceProvider, object> Compile(Type type)
    {
        var services = Expression.Parameter(typeof(IServiceProvider), "services");
        var constructor = type.GetConstructors().MaxBy(c => c.GetParameters().Length)
            ?? throw new InvalidOperationException($"{TypeNames.Of(type)} has no public constructor, and is not registered as a service.");
        var arguments = constructor.GetParameters().Select(p => Expression.Convert(
            Expression.Call(Service, services, Expression.Constant(p.ParameterType), Expression.Constant(TypeNames.Of(type))), p.ParameterType));
        return Expression.Lambda<Func<IServiceProvider, object>>(
            Expression.Convert(Expression.New(constructor, arguments), typeof(object)), services).Compile();
    }
}
