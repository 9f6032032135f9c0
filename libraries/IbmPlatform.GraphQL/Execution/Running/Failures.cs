using IbmPlatform.GraphQL.Errors;
using IbmPlatform.GraphQL.Execution.Planning;

namespace IbmPlatform.GraphQL.Execution.Running;

/// <summary>What is told when a resolver's value does not fit its field.</summary>
internal static class Failures
{
    public static GraphQLException UnexpectedNull(FieldPlan field) =>
        new($"Field {Name(field)} of type {field.Binding.Shape.Text} has no value where null is not allowed.", ExecutionErrorCodes.UnexpectedNull);

    /// <summary>The spec's "result coercion" failed: told as it is, because it names the schema's type and no more of the value than it is.</summary>
    public static GraphQLException NotRepresentable(FieldPlan field, Exception cause) =>
        new(GraphQLError.WithCode($"Field {Name(field)}: {cause.Message}", ExecutionErrorCodes.InternalError), cause);

    public static Exception NoList(FieldPlan field, object value) =>
        new InvalidOperationException($"Field {Name(field)} wants a list, its resolver gave a {value.GetType()}.");

    public static Exception NoObjectType(FieldPlan field, object value) =>
        new InvalidOperationException($"Field {Name(field)} gave a {value.GetType()}, which no possible type of {field.Binding.Shape.Text} is bound to.");

    public static Exception WrongType(FieldPlan field, object value, Type wanted) =>
        new InvalidOperationException($"Field {Name(field)} gave a {value.GetType()} where {wanted} is bound.");

    private static string Name(FieldPlan field) => $"{field.Binding.TypeName}.{field.Binding.Name}";
}
