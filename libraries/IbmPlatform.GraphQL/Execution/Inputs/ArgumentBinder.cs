namespace IbmPlatform.GraphQL.Execution.Inputs;

/// <summary>Fits an argument or input field to a C# parameter or property.</summary>
internal sealed class ArgumentBinder(IReadOnlyDictionary<string, Type> inputTypes)
{
    /// <summary>The binding, or null and a fault; an empty fault is one that is reported elsewhere.</summary>
    /// <param name="position">The argument or field.</param>
    /// <param name="target">The type of the parameter or property.</param>
    /// <param name="clrDefault">The parameter's own default; null when there is none.</param>
    /// <param name="fault">What does not fit.</param>
    public ArgumentBinding? Bind(InputPosition position, Type target, object? clrDefault, out string? fault)
    {
        var optional = OptionalTypes.ValueOf(target);
        var value = optional ?? target;
        var convert = ClrConversion.Find(position.Type, value, inputTypes, out fault);
        if (convert is null) return null;
        if (!position.Type.NonNull && position.Default is null && ClrConversion.RefusesNull(value) && clrDefault is null)
        {
            fault = $"may be null, which {TypeNames.Of(value)} cannot be; declare {TypeNames.Of(value)}? or make it {position.Type}!";
            return null;
        }

        if (optional is not null)
        {
            var wrap = OptionalTypes.Wrapper(optional);
            return new ArgumentBinding(position, convert, Activator.CreateInstance(target), wrap(null), wrap);
        }

        var whenAbsent = clrDefault ?? (target.IsValueType ? Activator.CreateInstance(target) : null);
        // A parameter that has no null takes the SDL's default for a null too: it stands for "not said" there.
        var whenNull = ClrConversion.RefusesNull(target) ? DefaultOf(position, convert) ?? whenAbsent : null;
        return new ArgumentBinding(position, convert, whenAbsent, whenNull, null);
    }

    private static object? DefaultOf(InputPosition position, Func<object, object?> convert)
    {
        if (position.Default is null) return null;
        // A default that does not coerce is the SDL's fault, reported by schema validation.
        var value = new LiteralCoercion(VariableValues.None, []).Coerce(position.Default, position.Type, InputPath.Root(position.Name));
        return value is null ? null : convert(value);
    }
}
