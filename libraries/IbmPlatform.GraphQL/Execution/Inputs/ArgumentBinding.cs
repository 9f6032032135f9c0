namespace IbmPlatform.GraphQL.Execution.Inputs;

/// <summary>An argument and the C# parameter that takes it.</summary>
/// <param name="Position">The argument in the SDL.</param>
/// <param name="Convert">Makes a value that is not null into the parameter's.</param>
/// <param name="WhenAbsent">What the parameter gets when the argument is neither given nor defaulted.</param>
/// <param name="WhenNull">What the parameter gets for null.</param>
/// <param name="Wrap">Wraps a given value into <see cref="Optional{T}"/>; null when the parameter is none.</param>
internal sealed record ArgumentBinding(
    InputPosition Position, Func<object, object?> Convert, object? WhenAbsent, object? WhenNull, Func<object?, object>? Wrap)
{
    public object? ToClr(object? value)
    {
        if (value is null) return WhenNull;
        var converted = Convert(value);
        return Wrap is null ? converted : Wrap(converted);
    }
}
