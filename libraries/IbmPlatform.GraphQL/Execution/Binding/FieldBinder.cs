using System.Reflection;
using IbmPlatform.GraphQL.Execution.Inputs;
using IbmPlatform.GraphQL.Execution.Streams;
using IbmPlatform.GraphQL.Types;

namespace IbmPlatform.GraphQL.Execution.Binding;

/// <summary>Binds one field: finds its resolver, fits parameters and return type, or says what does not fit.</summary>
internal sealed class FieldBinder(BoundTypes types, OutputShapes shapes, List<string> faults)
{
    private readonly ArgumentBinder _arguments = new(types.InputClrTypes);

    public FieldBinding? Bind(ObjectType type, FieldDefinition field, Type clrType, IReadOnlyList<MethodInfo> methods)
    {
        var place = $"{type.Name}.{field.Name}";
        var shape = shapes.Of(field.Type);
        // A type that is itself unbound is reported once, there.
        if (shape.Leaf is null && shape.Object is null && shape.Abstract is null) return null;
        var candidates = methods.Where(m => TypeMembers.StandsFor(m, field.Name)).ToList();
        if (candidates.Count > 1)
        {
            return Fault($"{place} has {candidates.Count} resolvers ({string.Join(", ", candidates.Select(NameOf))}); keep one.");
        }

        if (candidates.Count == 1) return BindMethod(type, field, place, shape, clrType, candidates[0]);
        var isRoot = clrType == typeof(RootValue) || clrType == typeof(SourceEvent);
        if (!isRoot && TypeMembers.Property(clrType, field.Name) is { } property)
        {
            return BindProperty(type, field, place, shape, clrType, property);
        }

        if (field.AppliedDirectives.Any(d => d.Name == "external"))
        {
            return new FieldBinding(type.Name, field.Name, shape, [], new UnavailableResolver(
                $"{place} is @external here: ask the subgraph that owns it.", ExecutionErrorCodes.NotSupported));
        }

        return Fault($"{place} has no resolver: add a public method \"{TypeMembers.Pascal(field.Name)}\" to a resolver class of {type.Name}"
            + (isRoot ? "." : $", or a public property of that name to {TypeNames.Of(clrType)}."));
    }

    private FieldBinding? BindProperty(
        ObjectType type, FieldDefinition field, string place, OutputShape shape, Type clrType, PropertyInfo property)
    {
        if (field.Arguments.Count > 0)
        {
            return Fault($"{place} has arguments, which property {NameOf(property)} cannot take; write a resolver method.");
        }

        if (OutputShapes.Mismatch(shape, property.PropertyType) is { } mismatch) return Fault($"{place} {mismatch} ({NameOf(property)}).");
        var resolver = ResolverCompiler.Property(clrType, property, shape.ListDepth == 0 ? shape.Leaf : null);
        return new FieldBinding(type.Name, field.Name, shape, [], resolver);
    }

    private FieldBinding? BindMethod(
        ObjectType type, FieldDefinition field, string place, OutputShape shape, Type clrType, MethodInfo method)
    {
        var before = faults.Count;
        var arguments = new ArgumentBinding[field.Arguments.Count];
        var parameters = method.GetParameters().Select(p => BindParameter(p, field, place, clrType, arguments, method)).ToList();
        for (var i = 0; i < arguments.Length; i++)
        {
            var name = field.Arguments[i].Name;
            if (Array.Exists(method.GetParameters(), p => p.Name == name)) continue;
            faults.Add($"{place}({name}:) is taken by no parameter of {NameOf(method)}; add a parameter named \"{name}\".");
        }

        var isSource = clrType == typeof(SourceEvent);
        if (isSource) CheckStream(place, shape, method);
        else CheckReturnType(place, shape, method, parameters.Exists(p => p?.Source == ParameterSource.Parents));
        if (faults.Count > before || parameters.Contains(null)) return null;
        if (isSource)
        {
            return new FieldBinding(type.Name, field.Name, shape, arguments, new SyncResolver(call => ((SourceEvent)call.Parent!).Value))
            {
                Source = SourceStreams.Compile(method, parameters!),
            };
        }

        return new FieldBinding(type.Name, field.Name, shape, arguments, ResolverCompiler.Method(method, parameters!, readsItems: true));
    }

    private BoundParameter? BindParameter(
        ParameterInfo parameter, FieldDefinition field, string place, Type clrType, ArgumentBinding[] arguments, MethodInfo method)
    {
        for (var i = 0; i < arguments.Length; i++)
        {
            if (field.Arguments[i].Name != parameter.Name) continue;
            if (BindArgument(field.Arguments[i], parameter, place) is not { } argument) return null;
            arguments[i] = argument;
            return new BoundParameter(parameter, ParameterSource.Argument, i);
        }

        var source = ParameterSources.Of(parameter.ParameterType, clrType);
        if (source != ParameterSource.Service || !ParameterSources.LooksLikeArgument(parameter.ParameterType, types)) return new BoundParameter(parameter, source);
        faults.Add($"{place}: parameter \"{parameter.Name}\" ({TypeNames.Of(parameter.ParameterType)}) of {NameOf(method)} is no argument of the field"
            + (field.Arguments.Count == 0 ? ", which has none." : $"; its arguments are {string.Join(", ", field.Arguments.Select(a => a.Name))}."));
        return null;
    }

    private ArgumentBinding? BindArgument(InputValueDefinition argument, ParameterInfo parameter, string place)
    {
        if (types.InputTypeOf(argument.Type) is not { } type) return null;
        var position = new InputPosition(argument.Name, type, argument.DefaultValue);
        var binding = _arguments.Bind(position, parameter.ParameterType, parameter.HasDefaultValue ? parameter.DefaultValue : null, out var fault);
        if (!string.IsNullOrEmpty(fault)) faults.Add($"{place}({argument.Name}:) {fault}.");
        return binding;
    }

    private void CheckReturnType(string place, OutputShape shape, MethodInfo method, bool isBatch)
    {
        var returned = TaskResults.ResultOf(method.ReturnType) ?? method.ReturnType;
        if (returned == typeof(void) || typeof(Task).IsAssignableFrom(returned) || returned == typeof(ValueTask))
        {
            faults.Add($"{place}: {NameOf(method)} returns nothing; return {shape.Text}.");
            return;
        }

        if (isBatch)
        {
            if (OutputShapes.ItemOf(returned) is not { } item)
            {
                faults.Add($"{place}: {NameOf(method)} takes all parents and must return a list of one result a parent, not {TypeNames.Of(returned)}.");
                return;
            }

            returned = item;
        }
        else if (TaskResults.ItemOf(returned) is { } later) returned = typeof(IEnumerable<>).MakeGenericType(later);

        if (OutputShapes.Mismatch(shape, returned) is { } mismatch) faults.Add($"{place} {mismatch} ({NameOf(method)}).");
    }

    private void CheckStream(string place, OutputShape shape, MethodInfo method)
    {
        if (SourceStreams.EventOf(method.ReturnType) is not { } item)
        {
            faults.Add($"{place}: {NameOf(method)} returns {TypeNames.Of(method.ReturnType)}; a field of a subscription returns IAsyncEnumerable<T>, its events.");
        }
        else if (OutputShapes.Mismatch(shape, item) is { } mismatch) faults.Add($"{place} {mismatch} ({NameOf(method)}).");
    }

    private FieldBinding? Fault(string sentence)
    {
        faults.Add(sentence);
        return null;
    }

    private static string NameOf(MemberInfo member) => $"{member.DeclaringType?.Name}.{member.Name}";
}
