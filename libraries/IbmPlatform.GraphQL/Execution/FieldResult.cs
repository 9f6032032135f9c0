using IbmPlatform.GraphQL.Errors;

namespace IbmPlatform.GraphQL.Execution;

/// <summary>One item of a batch resolver's answer: a value or the error of that parent only.</summary>
public readonly record struct FieldResult<T> : IFieldResult
{
    private FieldResult(T? value, GraphQLException? error)
    {
        Value = value;
        Error = error;
    }

    /// <summary>The value; meaningless when <see cref="Error"/> is set.</summary>
    public T? Value { get; }

    /// <summary>The error of this parent's field; null when there is a value.</summary>
    public GraphQLException? Error { get; }

    object? IFieldResult.ValueOrError => Error ?? (object?)Value;

    /// <summary>A value.</summary>
    public static implicit operator FieldResult<T>(T? value) => new(value, null);

    /// <summary>An error.</summary>
    public static implicit operator FieldResult<T>(GraphQLException error) => new(default, error);
}

internal interface IFieldResult
{
    object? ValueOrError { get; }
}
