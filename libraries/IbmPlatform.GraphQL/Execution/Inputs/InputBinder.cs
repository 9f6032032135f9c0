using System.Reflection;

namespace IbmPlatform.GraphQL.Execution.Inputs;

/// <summary>Compiles how an input object becomes its C# type: constructor parameters first, then settable properties.</summary>
internal sealed class InputBinder(ArgumentBinder arguments, List<string> faults)
{
    public void Bind(InputShape shape, Type target)
    {
        var constructor = target.GetConstructors().OrderByDescending(c => c.GetParameters().Length).FirstOrDefault();
        if (constructor is null || target.IsAbstract)
        {
            faults.Add($"Input {shape.Name}: {TypeNames.Of(target)} has no public constructor; bind a record or a class that has one.");
            return;
        }

        var taken = new HashSet<int>();
        var parameters = constructor.GetParameters().Select(p => BindParameter(shape, target, p, taken)).ToArray();
        var properties = Enumerable.Range(0, shape.Fields.Count).Where(i => !taken.Contains(i))
            .Select(i => BindProperty(shape, target, i)).ToArray();
        if (parameters.Any(p => p is null) || properties.Any(p => p is null)) return;
        shape.Create = InputFactory.Compile(target, constructor, parameters!, properties!);
    }

    private InputMember? BindParameter(InputShape shape, Type target, ParameterInfo parameter, HashSet<int> taken)
    {
        var index = IndexOf(shape, parameter.Name!);
        var clrDefault = parameter.HasDefaultValue ? parameter.DefaultValue : null;
        if (index >= 0)
        {
            taken.Add(index);
            return BindMember(shape, index, parameter.ParameterType, clrDefault, null);
        }

        if (parameter.HasDefaultValue) return new InputMember(-1, null, parameter.ParameterType, clrDefault, null);
        faults.Add($"Input {shape.Name}: parameter \"{parameter.Name}\" of {TypeNames.Of(target)} is no field of the input; "
            + "give it a default or add the field to the SDL.");
        return null;
    }

    private InputMember? BindProperty(InputShape shape, Type target, int index)
    {
        var name = shape.Fields[index].Name;
        var property = target.GetProperties().FirstOrDefault(p => string.Equals(p.Name, name, StringComparison.OrdinalIgnoreCase) && p.SetMethod is { IsPublic: true });
        if (property is not null) return BindMember(shape, index, property.PropertyType, null, property);
        faults.Add($"Input {shape.Name}.{name}: {TypeNames.Of(target)} has neither a constructor parameter nor a settable property \"{TypeMembers.Pascal(name)}\"; add one.");
        return null;
    }

    private InputMember? BindMember(InputShape shape, int index, Type target, object? clrDefault, PropertyInfo? property)
    {
        var binding = arguments.Bind(shape.Fields[index], target, clrDefault, out var fault);
        if (binding is not null) return new InputMember(index, binding, target, clrDefault, property);
        if (!string.IsNullOrEmpty(fault)) faults.Add($"Input {shape.Name}.{shape.Fields[index].Name} {fault}.");
        return null;
    }

    private static int IndexOf(InputShape shape, string parameter)
    {
        for (var i = 0; i < shape.Fields.Count; i++)
        {
            if (string.Equals(shape.Fields[i].Name, parameter, StringComparison.OrdinalIgnoreCase)) return i;
        }

        return -1;
    }
}
