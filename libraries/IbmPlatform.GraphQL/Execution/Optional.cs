namespace IbmPlatform.GraphQL.Execution;

/// <summary>An input value that tells absent from null: the default is absent.</summary>
public readonly record struct Optional<T>
{
    private readonly T? _value;

    /// <summary>A given value, null included.</summary>
    public Optional(T? value)
    {
        _value = value;
        IsGiven = true;
    }

    /// <summary>Whether the client gave a value, null included.</summary>
    public bool IsGiven { get; }

    /// <summary>The given value; the type's default when absent.</summary>
    public T? Value => _value;

    /// <summary>The given value, or what to take when absent.</summary>
    public T? Or(T? whenAbsent) => IsGiven ? _value : whenAbsent;

    /// <summary>A value is given by being there.</summary>
    public static implicit operator Optional<T>(T? value) => new(value);
}
