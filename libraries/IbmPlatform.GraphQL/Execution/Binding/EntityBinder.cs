using System.Reflection;
using IbmPlatform.GraphQL.Execution.Subgraphs;
using IbmPlatform.GraphQL.Types;

namespace IbmPlatform.GraphQL.Execution.Binding;

/// <summary>Finds the reference resolver of each type with a resolvable <c>@key</c>.</summary>
internal sealed class EntityBinder(List<string> faults)
{
    public const string MethodName = "ResolveReferences";

    public void Bind(ObjectType type, ObjectBinding binding, IReadOnlyList<MethodInfo> methods)
    {
        if (!SubgraphSchema.IsEntity(type.AppliedDirectives)) return;
        var resolvers = methods.Where(m => TypeMembers.StandsFor(m, MethodName)).ToList();
        if (resolvers.Count != 1)
        {
            faults.Add($"Type {type.Name} has a @key and {resolvers.Count} methods {MethodName}; "
                + "give one resolver class of it exactly one, or say resolvable: false in the key.");
            return;
        }

        var method = resolvers[0];
        var parameters = method.GetParameters().Select(p => new BoundParameter(p, ParameterSources.Of(p.ParameterType, typeof(RootValue)))).ToList();
        if (!parameters.Exists(p => p.Source == ParameterSource.References))
        {
            faults.Add($"{method.DeclaringType?.Name}.{MethodName} must take IReadOnlyList<EntityReference>.");
            return;
        }

        var returned = TaskResults.ResultOf(method.ReturnType) ?? method.ReturnType;
        var item = OutputShapes.ItemOf(returned);
        if (item is null || !(binding.ClrType.IsAssignableFrom(item) || item.IsAssignableFrom(binding.ClrType)))
        {
            faults.Add($"{method.DeclaringType?.Name}.{MethodName} returns {TypeNames.Of(returned)}; "
                + $"return IReadOnlyList<{TypeNames.Of(binding.ClrType)}?>, null for each unknown reference.");
            return;
        }

        binding.Entity = new EntityBinding(ResolverCompiler.References(method, parameters));
    }
}
