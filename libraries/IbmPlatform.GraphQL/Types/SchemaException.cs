using IbmPlatform.GraphQL.Errors;

namespace IbmPlatform.GraphQL.Types;

/// <summary>A schema that breaks rules of the specification: all of them at once.</summary>
/// <param name="errors">The faults, each with its place; at least one.</param>
public sealed class SchemaException(IReadOnlyList<GraphQLError> errors)
    : Exception($"The schema has {errors.Count} {(errors.Count == 1 ? "fault" : "faults")}:\n{string.Join('\n', errors.Select(error => $"- {error}"))}")
{
    /// <summary>The faults, each with its place.</summary>
    public IReadOnlyList<GraphQLError> Errors { get; } = errors;
}
